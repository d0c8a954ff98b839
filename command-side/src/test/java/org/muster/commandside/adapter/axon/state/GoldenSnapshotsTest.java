package org.muster.commandside.adapter.axon.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import org.axonframework.messaging.core.MessageType;
import org.muster.catalog.EventCatalog;
import org.muster.catalog.EventType;
import org.muster.commandside.adapter.axon.event.EventCodec;
import org.muster.commandside.domain.Domain;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.commandside.domain.decision.Given;
import org.muster.commandside.domain.model.AnyEvent;
import org.muster.events.DomainEvent;
import org.muster.eventstore.api.SnapshotCodec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A fold that changes without its version would go on from snapshots that the old fold made. So every version of a model with
 * snapshots has a golden file: the events that the model reads, a fixed history, and the snapshot that the fold makes of it.
 * Golden files are only ever added; a change that breaks one needs a new version of the model.
 */
class GoldenSnapshotsTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/snapshots");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final EventCodec CODEC = new EventCodec();
    private static final String ID = "UNTAC";
    private static final int EVENTS = 60;

    @Example
    void every_model_with_snapshots_folds_as_its_version_did() throws IOException {
        for (DecisionModel<?> model : withSnapshots()) {
            Path file = GOLDEN.resolve("%s.v%d.json".formatted(model.name(), model.version()));
            if (!Files.exists(file)) {
                Path proposal = Path.of("target", file.getFileName().toString());
                Files.writeString(proposal, proposal(model));
                assertThat(file)
                        .as("golden file of %s, see %s", model, proposal)
                        .exists();
            }
            JsonNode golden = JSON.readTree(Files.readString(file));
            List<DomainEvent> history = events(golden);

            assertThat(names(model)).as("events that %s reads", model).isEqualTo(texts(golden.get("reads")));
            TreeSet<String> folded = history.stream()
                    .filter(event -> model.reads(ID, event))
                    .map(event -> EventCatalog.of(event.getClass()).name())
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(folded).as("events of the golden history of %s", model).isEqualTo(names(model));
            assertThat(snapshot(model, history)).as("snapshot of %s", model).isEqualTo(golden.get("snapshot"));
        }
    }

    @Example
    void every_snapshot_is_restored_as_it_was() throws IOException {
        for (DecisionModel<?> model : withSnapshots()) {
            assertRestored(
                    model,
                    events(JSON.readTree(
                            Files.readString(GOLDEN.resolve("%s.v%d.json".formatted(model.name(), model.version()))))));
        }
    }

    @Example
    void every_golden_file_belongs_to_a_version_up_to_the_present_one() throws IOException {
        Set<String> versions = withSnapshots().stream()
                .flatMap(model -> IntStream.rangeClosed(1, model.version())
                        .mapToObj(version -> "%s.v%d.json".formatted(model.name(), version)))
                .collect(Collectors.toSet());
        try (var files = Files.list(GOLDEN)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(versions);
        }
    }

    private static List<DecisionModel<?>> withSnapshots() {
        return Domain.models().stream()
                .filter(model -> model.snapshot().isPresent())
                .toList();
    }

    private static <S> JsonNode snapshot(DecisionModel<S> model, List<DomainEvent> history) {
        SnapshotCodec<String, S> codec =
                new DecisionModelState<>(model).snapshots().orElseThrow();
        return JSON.readTree(codec.encode(Given.fold(model, ID, history)));
    }

    private static <S> void assertRestored(DecisionModel<S> model, List<DomainEvent> history) {
        SnapshotCodec<String, S> codec =
                new DecisionModelState<>(model).snapshots().orElseThrow();
        S state = Given.fold(model, ID, history);
        assertThat(codec.decode(codec.encode(state))).isEqualTo(state);
    }

    private static TreeSet<String> names(DecisionModel<?> model) {
        return model.reads().stream()
                .map(type -> EventCatalog.of(type).name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static TreeSet<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::stringValue).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<DomainEvent> events(JsonNode golden) {
        List<DomainEvent> events = new ArrayList<>();
        for (JsonNode event : golden.get("events")) {
            events.add(CODEC.decode(
                    new MessageType(
                            event.get("type").stringValue(),
                            event.get("version").stringValue()),
                    JSON.writeValueAsBytes(event.get("data"))));
        }
        return events;
    }

    /** The golden file of a new version, for the person who adds it to look at. */
    private static String proposal(DecisionModel<?> model) {
        List<DomainEvent> history = AnyEvent.event()
                .filter(event -> model.reads(ID, event))
                .list()
                .ofSize(EVENTS)
                .generator(1_000)
                .next(new Random(1))
                .value();
        StringBuilder golden = new StringBuilder("{\n\"reads\": ").append(JSON.writeValueAsString(names(model)));
        String separator = ",\n\"events\": [\n";
        for (DomainEvent event : history) {
            EventType type = EventCatalog.of(event.getClass());
            MessageType messageType = new MessageType(type.name(), Integer.toString(type.version()));
            golden.append(separator)
                    .append("{\"type\":\"%s\",\"version\":\"%s\",\"data\":"
                            .formatted(messageType.name(), messageType.version()))
                    .append(new String(CODEC.encode(messageType, event), StandardCharsets.UTF_8))
                    .append('}');
            separator = ",\n";
        }
        return golden.append("\n],\n\"snapshot\": ")
                .append(snapshot(model, history))
                .append("\n}\n")
                .toString();
    }
}
