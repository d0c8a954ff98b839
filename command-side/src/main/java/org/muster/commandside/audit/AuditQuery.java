package org.muster.commandside.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.muster.catalog.EventCatalog;
import org.muster.catalog.EventType;
import org.muster.commandside.intake.FieldError;
import org.muster.events.Tag;

/**
 * Which part of history somebody asks for.
 *
 * @param tags all of which a fact must carry; none: every fact
 * @param types of which a fact must have one; none: every type
 * @param after the position after which to begin
 * @param limit how many facts at most
 */
record AuditQuery(Set<Tag> tags, Set<EventType> types, long after, long limit) {

    private static final Set<String> PARAMETERS = Set.of("tag", "types", "after", "limit");

    private static final Set<String> TAG_KEYS =
            Set.of(Tag.MISSION, Tag.VOLUNTEER, Tag.ASSIGNMENT, Tag.STATION, Tag.PERIOD, Tag.IDENTITY, Tag.COMMAND);

    private static final int TAGS_MAX = 10;
    private static final int TAG_LENGTH_MAX = 200;

    private static final Map<String, EventType> BY_NAME =
            EventCatalog.all().stream().collect(Collectors.toUnmodifiableMap(EventType::name, Function.identity()));

    /** A query, or what is wrong with it. */
    sealed interface Parsed {}

    record Good(AuditQuery query) implements Parsed {}

    record Bad(List<FieldError> errors) implements Parsed {}

    /** Reads the query's parameters; names every one that is unknown or wrong. */
    static Parsed parse(Map<String, String[]> parameters) {
        List<FieldError> errors = new ArrayList<>();
        parameters.keySet().stream()
                .filter(name -> !PARAMETERS.contains(name))
                .map(name -> new FieldError(name, "is not a parameter; there are tag, types, after and limit"))
                .forEach(errors::add);
        AuditQuery query = new AuditQuery(
                tags(parameters.getOrDefault("tag", new String[0]), errors),
                types(parameters.getOrDefault("types", new String[0]), errors),
                number("after", parameters.get("after"), 0, errors).orElse(0L),
                number("limit", parameters.get("limit"), 1, errors).orElse(Long.MAX_VALUE));
        return errors.isEmpty() ? new Good(query) : new Bad(errors);
    }

    private static Set<Tag> tags(String[] values, List<FieldError> errors) {
        Set<Tag> tags = new LinkedHashSet<>();
        if (values.length > TAGS_MAX) {
            errors.add(new FieldError("tag", "may be given %d times".formatted(TAGS_MAX)));
            return tags;
        }
        for (String value : values) {
            int colon = value.indexOf(':');
            if (colon < 1
                    || colon == value.length() - 1
                    || value.length() > TAG_LENGTH_MAX
                    || value.chars().anyMatch(Character::isISOControl)
                    || !TAG_KEYS.contains(value.substring(0, colon))) {
                errors.add(new FieldError(
                        "tag",
                        "must be key:value with a key of "
                                + TAG_KEYS.stream().sorted().collect(Collectors.joining(", "))));
            } else {
                tags.add(Tag.parse(value));
            }
        }
        return tags;
    }

    private static Set<EventType> types(String[] values, List<FieldError> errors) {
        Set<EventType> types = new LinkedHashSet<>();
        Arrays.stream(values)
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .forEach(name -> {
                    EventType type = BY_NAME.get(name.replaceFirst("\\.v[0-9]{1,4}$", ""));
                    if (type == null) {
                        errors.add(new FieldError(
                                "types",
                                "must be names of the catalog, such as muster.mission.started, comma-separated"));
                    } else {
                        types.add(type);
                    }
                });
        return types;
    }

    private static Optional<Long> number(String name, String[] values, long min, List<FieldError> errors) {
        if (values == null) {
            return Optional.empty();
        }
        if (values.length == 1 && values[0].matches("[0-9]{1,18}") && Long.parseLong(values[0]) >= min) {
            return Optional.of(Long.parseLong(values[0]));
        }
        errors.add(new FieldError(name, "must be given once, a whole number of at least " + min));
        return Optional.empty();
    }
}
