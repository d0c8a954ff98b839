package org.muster.commandside.audit;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.muster.catalog.EventCatalog;
import org.muster.catalog.EventType;
import org.muster.commandside.adapter.http.Parameters;
import org.muster.events.Tag;

/**
 * Which part of history somebody asks for.
 *
 * @param tags all of which an event must carry; none: every event
 * @param types of which an event must have one; none: every type
 * @param after the position after which to begin
 * @param limit how many events at most
 */
record AuditQuery(Set<Tag> tags, Set<EventType> types, long after, long limit) {

    static final String TAG = "tag";
    static final String TYPES = "types";
    static final String AFTER = "after";
    static final String LIMIT = "limit";

    private static final Set<String> TAG_KEYS =
            Set.of(Tag.MISSION, Tag.VOLUNTEER, Tag.ASSIGNMENT, Tag.STATION, Tag.PERIOD, Tag.IDENTITY, Tag.COMMAND);

    private static final int TAGS_MAX = 10;
    private static final int TAG_LENGTH_MAX = 200;

    private static final Map<String, EventType> BY_NAME =
            EventCatalog.all().stream().collect(Collectors.toUnmodifiableMap(EventType::name, Function.identity()));

    /** Reads the query's parameters; a request with one that is unknown or wrong ends here. */
    static AuditQuery of(Parameters parameters) {
        AuditQuery query = new AuditQuery(
                tags(parameters),
                types(parameters),
                parameters.number(AFTER, 0).orElse(0),
                parameters.number(LIMIT, 1).orElse(Long.MAX_VALUE));
        parameters.refuseBad();
        return query;
    }

    private static Set<Tag> tags(Parameters parameters) {
        List<String> values = parameters.all(TAG);
        Set<Tag> tags = new LinkedHashSet<>();
        if (values.size() > TAGS_MAX) {
            parameters.error(TAG, "may be given %d times".formatted(TAGS_MAX));
            return tags;
        }
        for (String value : values) {
            int colon = value.indexOf(':');
            if (colon < 1
                    || colon == value.length() - 1
                    || value.length() > TAG_LENGTH_MAX
                    || value.chars().anyMatch(Character::isISOControl)
                    || !TAG_KEYS.contains(value.substring(0, colon))) {
                parameters.error(
                        TAG,
                        "must be key:value with a key of "
                                + TAG_KEYS.stream().sorted().collect(Collectors.joining(", ")));
            } else {
                tags.add(Tag.parse(value));
            }
        }
        return tags;
    }

    private static Set<EventType> types(Parameters parameters) {
        Set<EventType> types = new LinkedHashSet<>();
        parameters.all(TYPES).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .forEach(name -> {
                    EventType type = BY_NAME.get(name.replaceFirst("\\.v[0-9]{1,4}$", ""));
                    if (type == null) {
                        parameters.error(
                                TYPES, "must be names of the catalog, such as muster.mission.started, comma-separated");
                    } else {
                        types.add(type);
                    }
                });
        return types;
    }
}
