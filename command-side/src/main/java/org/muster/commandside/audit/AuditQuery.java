package org.muster.commandside.audit;

import java.lang.reflect.Field;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.muster.catalog.EventCatalog;
import org.muster.catalog.EventType;
import org.muster.commandside.adapter.axon.history.History;
import org.muster.commandside.adapter.axon.history.HistoryEvent;
import org.muster.events.Tag;
import org.muster.web.problem.FieldError;
import org.muster.web.problem.Problem;

/**
 * Which part of history somebody asks for.
 *
 * @param tags alternatives, of which an event must carry all of one; none: every event
 * @param types of which an event must have one, each with the wire names of the versions that are asked for; none: every type
 * @param after the position after which to begin
 * @param upTo the last position to look at
 * @param recorded when it was recorded: from the first instant on, before the second
 * @param effective from the first date on, up to the second
 * @param actor who sent the command
 * @param subject whose history the event belongs to first
 * @param limit how many events at most
 * @param newestFirst whether the order is reversed
 */
record AuditQuery(
        List<Set<Tag>> tags,
        Map<EventType, Set<String>> types,
        long after,
        long upTo,
        Range<Instant> recorded,
        Range<LocalDate> effective,
        Optional<String> actor,
        Optional<Tag> subject,
        long limit,
        boolean newestFirst) {

    private static final String TAG = "tag";
    private static final String TYPES = "types";

    /** The keys that {@link Tag} declares; a constant of two words is a value. */
    private static final Set<String> TAG_KEYS = Arrays.stream(Tag.class.getFields())
            .filter(field -> field.getType() == String.class && !field.getName().contains("_"))
            .map(AuditQuery::value)
            .collect(Collectors.toCollection(TreeSet::new));

    private static final int ALTERNATIVES_MAX = 50;
    private static final int TAG_LENGTH_MAX = 200;

    /**
     * Two ends, each of which may be open.
     *
     * @param from absent: from the beginning
     * @param to absent: to the end
     */
    record Range<T extends Comparable<? super T>>(Optional<T> from, Optional<T> to) {

        boolean isOpen() {
            return from.isEmpty() && to.isEmpty();
        }

        boolean startsBy(T value) {
            return from.isEmpty() || from.get().compareTo(value) <= 0;
        }
    }

    private static String value(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the event is asked for, apart from its tags and the name of its type, which the store looks after. */
    boolean matches(HistoryEvent event, History history) {
        return actor.map(who -> who.equals(event.actor())).orElse(true)
                && subject.map(whose -> whose.equals(event.subject())).orElse(true)
                && (types.isEmpty() || types.values().stream().anyMatch(names -> names.contains(event.type())))
                && recorded.startsBy(event.recordedAt())
                && recorded.to().map(end -> event.recordedAt().isBefore(end)).orElse(true)
                && (effective.isOpen() || isEffective(event.effectiveOn()));
    }

    private boolean isEffective(LocalDate on) {
        return effective.startsBy(on)
                && effective.to().map(end -> !on.isAfter(end)).orElse(true);
    }

    /**
     * The alternatives of a list in which each entry is one tag, or several with commas between them, one of which must be
     * carried.
     *
     * @param errors gets what is wrong
     */
    static List<Set<Tag>> tags(List<String> values, List<FieldError> errors) {
        List<Set<Tag>> alternatives = List.of(Set.of());
        for (String value : values) {
            List<Set<Tag>> next = new ArrayList<>();
            for (String text : value.split(",", -1)) {
                Optional<Tag> tag = tag(text);
                if (tag.isEmpty()) {
                    errors.add(FieldError.query(
                            TAG,
                            "must be key:value with a key of " + String.join(", ", TAG_KEYS)
                                    + "; commas stand for or, a further tag for and"));
                    return List.of();
                }
                for (Set<Tag> before : alternatives) {
                    Set<Tag> more = new LinkedHashSet<>(before);
                    more.add(tag.get());
                    next.add(more);
                }
            }
            if (next.size() > ALTERNATIVES_MAX) {
                errors.add(FieldError.query(
                        TAG, "makes %d alternatives; at most %d".formatted(next.size(), ALTERNATIVES_MAX)));
                return List.of();
            }
            alternatives = next;
        }
        return values.isEmpty() ? List.of() : alternatives;
    }

    private static Optional<Tag> tag(String text) {
        int colon = text.indexOf(':');
        return colon < 1
                        || colon == text.length() - 1
                        || text.length() > TAG_LENGTH_MAX
                        || text.chars().anyMatch(Character::isISOControl)
                        || !TAG_KEYS.contains(text.substring(0, colon))
                ? Optional.empty()
                : Optional.of(Tag.parse(text));
    }

    /**
     * The types that are named; a name without version stands for all versions that were ever stored.
     *
     * @param errors gets what is wrong
     */
    static Map<EventType, Set<String>> types(List<String> values, List<FieldError> errors) {
        Map<EventType, Set<String>> types = new LinkedHashMap<>();
        values.stream().flatMap(value -> Arrays.stream(value.split(",", -1))).forEach(name -> {
            String plain = name.replaceFirst("\\.v[1-9][0-9]{0,3}$", "");
            Optional<EventType> type = EventCatalog.named(plain);
            Set<String> versions = type.map(AuditQuery::versions).orElse(Set.of());
            Set<String> asked = plain.equals(name) ? versions : Set.of(name);
            if (type.isEmpty() || !versions.containsAll(asked)) {
                errors.add(FieldError.query(
                        TYPES,
                        "must be names of the catalog, such as muster.mission.started or muster.mission.started.v1,"
                                + " comma-separated, in versions that exist"));
            } else {
                types.computeIfAbsent(type.get(), t -> new LinkedHashSet<>()).addAll(asked);
            }
        });
        return types;
    }

    private static Set<String> versions(EventType type) {
        Set<String> versions = new LinkedHashSet<>();
        for (int version = 1; version <= type.version(); version++) {
            versions.add(type.name() + ".v" + version);
        }
        return versions;
    }

    static Optional<Tag> subject(Optional<String> text, List<FieldError> errors) {
        Optional<Tag> subject = text.flatMap(AuditQuery::tag);
        if (text.isPresent() && subject.isEmpty()) {
            errors.add(FieldError.query("subject", "must be key:value, such as mission:UNTAC"));
        }
        return subject;
    }

    /** @throws org.muster.web.problem.ProblemException if anything is wrong; all that is wrong is named */
    static void refuse(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors).exception();
        }
    }
}
