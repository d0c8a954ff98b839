package org.muster.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Compares the schema of an event with the one under which its version was first published. Within a version it may only grow: events
 * stored before must stay readable, and readers of before must find all that they read.
 */
final class SchemaGrowth {

    private static final List<String> LIMITS = List.of(
            "type", "format", "pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems");

    private final List<String> reasons = new ArrayList<>();

    private SchemaGrowth() {}

    /** Why the change needs a new version and an upcaster; empty if it needs none. */
    static List<String> reasonsAgainst(JsonNode published, JsonNode present) {
        SchemaGrowth growth = new SchemaGrowth();
        growth.compare("", published, present);
        return growth.reasons;
    }

    private void compare(String path, JsonNode published, JsonNode present) {
        if (published.has("enum") && present.has("enum")) {
            // A word that is added concerns only the events that have it, as a new version would.
            Set<String> left = words(published.path("enum"));
            left.removeAll(words(present.path("enum")));
            left.forEach(
                    word -> reasons.add(path + " cannot be " + word + " any more, and events that have it are stored"));
        } else if (published.has("enum") != present.has("enum")) {
            reasons.add(path + " is of another form than readers know");
        }
        for (String limit : LIMITS) {
            if (!published.path(limit).equals(present.path(limit))) {
                reasons.add("%s has %s %s instead of %s, and readers and stored events keep to that"
                        .formatted(path, limit, present.path(limit), published.path(limit)));
            }
        }
        if (published.has("items")) {
            compare(path + "/*", published.path("items"), present.path("items"));
        }
        published.path("properties").propertyNames().forEach(name -> {
            if (present.path("properties").has(name)) {
                compare(
                        path + "/" + name,
                        published.path("properties").path(name),
                        present.path("properties").path(name));
            } else {
                reasons.add(path + "/" + name + " is gone, and readers of this version read it");
            }
        });
        Set<String> before = words(published.path("required"));
        Set<String> now = words(present.path("required"));
        now.stream()
                .filter(name -> !before.contains(name))
                .forEach(name -> reasons.add(path + "/" + name + " is required, and stored events may lack it"));
        before.stream()
                .filter(name -> !now.contains(name))
                .forEach(name ->
                        reasons.add(path + "/" + name + " may be absent, and readers of this version count on it"));
    }

    private static Set<String> words(JsonNode texts) {
        Stream<String> words = texts.isArray() ? texts.valueStream().map(JsonNode::asString) : Stream.empty();
        return words.collect(Collectors.toCollection(java.util.TreeSet::new));
    }
}
