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
import org.muster.events.Tag;
import org.muster.web.problem.FieldError;
import org.muster.web.problem.Problem;

/**
 * Which part of history somebody asks for.
 *
 * @param tags all of which an event must carry; none: every event
 * @param types of which an event must have one; none: every type
 * @param after the position after which to begin
 * @param limit how many events at most
 */
record AuditQuery(Set<Tag> tags, Set<EventType> types, long after, long limit) {

    private static final String TAG = "tag";
    private static final String TYPES = "types";
    private static final String LIMIT = "limit";

    private static final Set<String> TAG_KEYS = Set.of(
            Tag.MISSION,
            Tag.VOLUNTEER,
            Tag.ASSIGNMENT,
            Tag.DOA,
            Tag.ORDER,
            Tag.STATION,
            Tag.PERIOD,
            Tag.IDENTITY,
            Tag.POLICY,
            Tag.COMMAND);

    private static final int TAGS_MAX = 10;
    private static final int TAG_LENGTH_MAX = 200;

    private static final Map<String, EventType> BY_NAME =
            EventCatalog.all().stream().collect(Collectors.toUnmodifiableMap(EventType::name, Function.identity()));

    /**
     * Reads the query's parameters.
     *
     * @throws org.muster.web.problem.ProblemException if one is wrong; all that is wrong is named
     */
    static AuditQuery of(List<String> tags, List<String> types, Optional<Long> after, Optional<Long> limit) {
        List<FieldError> errors = new ArrayList<>();
        AuditQuery query = new AuditQuery(
                tags(tags, errors), types(types, errors), after.orElse(0L), limit.orElse(Long.MAX_VALUE));
        if (query.limit() < 1) {
            errors.add(FieldError.query(LIMIT, "must be at least 1"));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors).exception();
        }
        return query;
    }

    private static Set<Tag> tags(List<String> values, List<FieldError> errors) {
        Set<Tag> tags = new LinkedHashSet<>();
        if (values.size() > TAGS_MAX) {
            errors.add(FieldError.query(TAG, "may be given %d times".formatted(TAGS_MAX)));
            return tags;
        }
        for (String value : values) {
            int colon = value.indexOf(':');
            if (colon < 1
                    || colon == value.length() - 1
                    || value.length() > TAG_LENGTH_MAX
                    || value.chars().anyMatch(Character::isISOControl)
                    || !TAG_KEYS.contains(value.substring(0, colon))) {
                errors.add(FieldError.query(
                        TAG,
                        "must be key:value with a key of "
                                + TAG_KEYS.stream().sorted().collect(Collectors.joining(", "))));
                return tags;
            } else {
                tags.add(Tag.parse(value));
            }
        }
        return tags;
    }

    private static Set<EventType> types(List<String> values, List<FieldError> errors) {
        Set<EventType> types = new LinkedHashSet<>();
        values.stream().flatMap(value -> Arrays.stream(value.split(",", -1))).forEach(name -> {
            EventType type = BY_NAME.get(name.replaceFirst("\\.v[0-9]{1,4}$", ""));
            if (type == null) {
                errors.add(FieldError.query(
                        TYPES, "must be names of the catalog, such as muster.mission.started, comma-separated"));
            } else {
                types.add(type);
            }
        });
        return types;
    }
}
