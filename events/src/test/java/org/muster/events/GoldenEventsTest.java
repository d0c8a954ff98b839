package org.muster.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.muster.catalog.EventCatalog;
import org.muster.catalog.EventType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Golden files show how events were stored and published: one per event and version, only ever added. A change
 * that breaks one needs a new version and an upcaster, never a new golden file.
 */
class GoldenEventsTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @ParameterizedTest
    @MethodSource("types")
    void reads_and_writes_every_stored_version(EventType type) throws IOException {
        JsonNode stored = golden(type);

        DomainEvent event = JSON.treeToValue(stored, type.form());

        assertThat(JSON.<JsonNode>valueToTree(event)).isEqualTo(stored);
        assertThat(event.tags()).contains(event.subject());
        assertThat(event.effectiveOn()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("types")
    void has_the_members_that_its_schema_names(EventType type) throws IOException {
        assertThat(golden(type).propertyNames())
                .containsExactlyInAnyOrderElementsOf(((Map<?, ?>) type.schema().get("properties"))
                        .keySet().stream().map(String.class::cast).toList());
    }

    private static JsonNode golden(EventType type) throws IOException {
        try (InputStream file = GoldenEventsTest.class.getResourceAsStream("/golden/" + type.wireName() + ".json")) {
            assertThat(file).as("golden file of %s", type.wireName()).isNotNull();
            return JSON.readTree(file);
        }
    }

    static Stream<EventType> types() {
        return EventCatalog.all().stream();
    }
}
