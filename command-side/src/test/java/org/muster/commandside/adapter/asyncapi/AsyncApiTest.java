package org.muster.commandside.adapter.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.muster.catalog.CommandCatalog;
import org.muster.catalog.CommandType;
import org.muster.catalog.EventCatalog;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The document of the topics: complete, and its examples are what it says. Whether it is AsyncAPI is judged by others' tools. */
class AsyncApiTest {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final JsonNode document = JSON.valueToTree(AsyncApi.document());

    @Test
    void describes_every_command_and_every_event_on_its_topic() {
        assertThat(messages("commands"))
                .containsExactlyElementsOf(
                        CommandCatalog.all().stream().map(CommandType::name).toList());
        assertThat(messages("events"))
                .containsExactlyElementsOf(EventCatalog.all().stream()
                        .flatMap(
                                type -> IntStream.rangeClosed(1, type.version()).mapToObj(type::wireName))
                        .toList());
        assertThat(document.path("channels")
                        .valueStream()
                        .map(channel -> channel.path("address").asString()))
                .containsExactly(
                        "muster.commands",
                        "muster.command-results",
                        "muster.commands.rejected",
                        "muster.events",
                        "muster.publication");
    }

    @Test
    void every_example_follows_the_schemas_of_its_message() {
        List<String> wrong = document.path("components")
                .path("messages")
                .valueStream()
                .flatMap(message -> message.path("examples")
                        .valueStream()
                        .flatMap(example -> Stream.concat(
                                errors(message, "headers", example), errors(message, "payload", example))))
                .toList();

        assertThat(wrong).isEmpty();
        assertThat(document.path("components").path("messages")).hasSizeGreaterThan(80);
    }

    private static Stream<String> errors(JsonNode message, String part, JsonNode example) {
        Schema schema = SCHEMAS.getSchema(message.path(part));
        return schema.validate(example.path(part)).stream()
                .map(error -> message.path("name").asString() + " " + part + ": " + error);
    }

    /** Whoever generates clients without a running Muster takes this file of the build. */
    @Test
    void is_written_as_a_file_of_the_build() throws IOException {
        Path file = Path.of("target", "asyncapi.json");

        Files.writeString(file, JSON.writeValueAsString(document));

        assertThat(JSON.readTree(file.toFile())).isEqualTo(document);
    }

    private List<String> messages(String channel) {
        return List.copyOf(
                document.path("channels").path(channel).path("messages").propertyNames());
    }
}
