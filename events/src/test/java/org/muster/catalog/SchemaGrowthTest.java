package org.muster.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every version of every event keeps the schema under which it was first published. Files of published versions are only ever added:
 * {@code -Dmuster.golden=append} adds what is missing, and changes nothing.
 */
class SchemaGrowthTest {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Path SCHEMAS = Path.of("src/main/resources/org/muster/catalog/schemas");
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Path DIGESTS = Path.of("src/test/resources/golden.sha256");
    private static final boolean APPEND = "append".equals(System.getProperty("muster.golden"));

    @BeforeAll
    static void append() throws IOException {
        for (EventType type : APPEND ? EventCatalog.all() : List.<EventType>of()) {
            Path file = SCHEMAS.resolve(type.wireName() + ".json");
            if (!Files.exists(file)) {
                Files.writeString(file, JSON.writeValueAsString(type.schema()) + "\n");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_version_only_grows(EventType type) {
        Path file = SCHEMAS.resolve(type.wireName() + ".json");
        IntStream.rangeClosed(1, type.version())
                .forEach(version -> assertThat(SCHEMAS.resolve(type.wireName(version) + ".json"))
                        .as("the schema under which %s was first published", type.wireName(version))
                        .exists());

        assertThat(SchemaGrowth.reasonsAgainst(JSON.readTree(file.toFile()), JSON.valueToTree(type.schema())))
                .as("%s needs version %d and an upcaster, because", type.wireName(), type.version() + 1)
                .isEmpty();
    }

    @Test
    void what_was_published_is_never_changed_or_taken_away() throws IOException {
        TreeMap<String, String> present = new TreeMap<>();
        for (Path directory : List.of(GOLDEN, SCHEMAS)) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    present.put(directory.getFileName() + "/" + file.getFileName(), digest(file));
                }
            }
        }
        List<String> known = Files.exists(DIGESTS) ? Files.readAllLines(DIGESTS) : List.of();
        TreeMap<String, String> recorded = new TreeMap<>();
        known.forEach(line -> recorded.put(line.substring(66), line.substring(0, 64)));
        if (APPEND) {
            List<String> lines = new ArrayList<>(known);
            present.forEach((name, digest) -> {
                if (recorded.putIfAbsent(name, digest) == null) {
                    lines.add(digest + "  " + name);
                }
            });
            Files.write(DIGESTS, lines);
        }

        assertThat(present)
                .as("a published version stays as it is: add a version; -Dmuster.golden=append records a new file")
                .isEqualTo(recorded);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"properties\":{\"a\":{},\"b\":{}},\"required\":[\"a\"]}|",
                "{\"properties\":{\"b\":{}},\"required\":[]}|/a is gone",
                "{\"properties\":{\"a\":{}},\"required\":[]}|/a may be absent",
                "{\"properties\":{\"a\":{},\"b\":{}},\"required\":[\"a\",\"b\"]}|/b is required",
                "{\"properties\":{\"a\":{\"type\":\"integer\"}},\"required\":[\"a\"]}|/a has type",
                "{\"properties\":{\"a\":{\"enum\":[\"X\"]}},\"required\":[\"a\"]}|/a is of another form"
            })
    void says_why_a_change_needs_a_new_version(String present, String reason) {
        JsonNode published = JSON.readTree("{\"properties\":{\"a\":{}},\"required\":[\"a\"]}");

        List<String> reasons = SchemaGrowth.reasonsAgainst(published, JSON.readTree(present));

        if (reason == null) {
            assertThat(reasons).isEmpty();
        } else {
            assertThat(reasons).anyMatch(why -> why.startsWith(reason));
        }
    }

    @Test
    void a_word_may_be_added_and_none_may_go() {
        JsonNode two = JSON.readTree("{\"enum\":[\"X\",\"Y\"]}");
        JsonNode three = JSON.readTree("{\"enum\":[\"X\",\"Y\",\"Z\"]}");

        assertThat(SchemaGrowth.reasonsAgainst(two, three)).isEmpty();
        assertThat(SchemaGrowth.reasonsAgainst(three, two))
                .singleElement()
                .asString()
                .contains("cannot be Z any more");
    }

    @Test
    void an_earlier_version_without_an_upcaster_is_no_entry_of_the_catalog() {
        EventType extended =
                EventCatalog.named("muster.mission.mandate-extended").orElseThrow();

        assertThatThrownBy(() -> new EventType(extended.name(), 3, extended.form(), extended.upcasters()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in version 3 and has 1 upcasters");
    }

    static Stream<EventType> types() {
        return EventCatalog.all().stream();
    }

    private static String digest(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
