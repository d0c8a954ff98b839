package org.muster.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.muster.catalog.EventCatalog;
import org.muster.catalog.EventType;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Golden files show how events were stored and published: one per event and version, only ever added. A change
 * that breaks one needs a new version and an upcaster, never a new golden file.
 */
class GoldenEventsTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .build();

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void reads_every_stored_version_and_writes_the_present_one(EventType type, int version, JsonNode stored) {
        Map<String, Object> lifted =
                type.lift(version, JSON.convertValue(stored, new TypeReference<Map<String, Object>>() {}));
        DomainEvent event = JSON.convertValue(lifted, type.form());

        JsonNode written = JSON.readTree(JSON.writeValueAsBytes(event));
        assertThat(written).isEqualTo(JSON.valueToTree(lifted));
        if (version == type.version()) {
            assertThat(written).isEqualTo(stored);
        }
        assertThat(((List<?>) type.schema().get("required")))
                .allSatisfy(member -> assertThat(lifted)
                        .as("what version %d lifts to", version)
                        .containsKey((String) member));
        assertThat(event.tags()).contains(event.subject());
        assertThat(event.effectiveOn()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("types")
    void every_member_of_the_schema_has_been_stored_by_some_golden_file(EventType type) {
        Set<String> members = goldenFiles(type, type.version())
                .flatMap(stored -> stored.propertyNames().stream())
                .collect(Collectors.toSet());

        assertThat(members)
                .containsExactlyInAnyOrderElementsOf(((Map<?, ?>) type.schema().get("properties"))
                        .keySet().stream().map(String.class::cast).toList());
    }

    static Stream<EventType> types() {
        return EventCatalog.all().stream();
    }

    static Stream<Arguments> goldenFiles() {
        return types().flatMap(type -> IntStream.rangeClosed(1, type.version())
                .boxed()
                .flatMap(version -> goldenFiles(type, version).map(stored -> Arguments.of(type, version, stored))));
    }

    /** {@code <wire name>.json}, and {@code <wire name>.<what>.json} for a member that was added later. */
    private static Stream<JsonNode> goldenFiles(EventType type, int version) {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            List<JsonNode> golden = files.filter(
                            file -> file.getFileName().toString().startsWith(type.wireName(version) + "."))
                    .sorted()
                    .map(file -> JSON.readTree(file.toFile()))
                    .toList();
            assertThat(golden).as("golden files of %s", type.wireName(version)).isNotEmpty();
            return golden.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
