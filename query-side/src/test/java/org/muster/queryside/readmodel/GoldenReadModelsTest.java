package org.muster.queryside.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.core.builder.CloudEventBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.muster.catalog.EventCatalog;
import org.muster.events.Category;
import org.muster.events.DomainEvent;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.assignment.DeathInServiceRecorded;
import org.muster.events.assignment.IncidentType;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.assignment.VolunteerTransferred;
import org.muster.events.mission.DutyStationClosed;
import org.muster.events.mission.DutyStationOpened;
import org.muster.events.mission.DutyStationRelocated;
import org.muster.events.mission.LeadDepartment;
import org.muster.events.mission.LeadDepartmentChanged;
import org.muster.events.mission.MissionRenamed;
import org.muster.events.volunteer.Gender;
import org.muster.events.volunteer.PersonalDataCorrected;
import org.muster.events.volunteer.SealedPersonalData;
import org.muster.events.volunteer.VolunteerAttributeCorrected;
import org.muster.messaging.IncomingEvent;
import org.muster.queryside.report.RandomHistory;
import org.muster.readmodels.ImpossibleEventException;
import org.muster.readmodels.ReadModel;
import org.muster.readmodels.ReadModelStage;
import org.muster.readmodels.SequencedEvent;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tables that were filled by another version are rebuilt at the start, so what decides is that a version is raised when a read
 * model changes. Each has a golden file per version: its tables' SQL, a fixed history, and the rows and versions that come of it.
 * A change that breaks one needs a new version of the read model, and the file that this test then proposes.
 */
class GoldenReadModelsTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/readmodels");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int EVENTS = 220;

    /** As it is stored: what follows is all that a fold may depend on. */
    private record Stored(long position, String type, String subject, Object data) {}

    private record Golden(List<String> sql, List<Stored> events, Map<String, List<Object>> rows) {}

    @Test
    void every_read_model_makes_of_events_what_its_version_did() throws Exception {
        for (ReadModel readModel : ReadModels.ALL) {
            if (!Files.exists(file(readModel))) {
                Files.writeString(
                        Path.of("target", file(readModel).getFileName().toString()), proposal(readModel));
            }
        }
        for (ReadModel readModel : ReadModels.ALL) {
            Path file = file(readModel);
            assertThat(file).as("golden file; target/ has a proposal").exists();
            Golden golden = JSON.readValue(Files.readString(file), Golden.class);

            assertThat(sql(readModel)).as("tables of %s", readModel.name()).isEqualTo(golden.sql());
            assertThat(rows(readModel, golden.events()))
                    .as("what %s makes of events: raise its version", readModel.name())
                    .isEqualTo(golden.rows());
        }
    }

    @Test
    void every_golden_file_belongs_to_the_present_version() throws IOException {
        try (var files = Files.list(GOLDEN)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(ReadModels.ALL.stream()
                            .map(readModel -> file(readModel).getFileName().toString())
                            .toList());
        }
    }

    private static Path file(ReadModel readModel) {
        return GOLDEN.resolve("%s.v%d.json".formatted(readModel.name(), readModel.version()));
    }

    private static List<String> sql(ReadModel readModel) {
        return (readModel.tablesSql() + readModel.allIndexesSql()).lines().toList();
    }

    /** Every present row and every closed version, by table. */
    private static Map<String, List<Object>> rows(ReadModel readModel, List<Stored> events) throws SQLException {
        EventReader reader = EventReader.of(readModel);
        Set<Class<?>> applied = new HashSet<>();
        try (ReadModelStage stage = new ReadModelStage(
                readModel, event -> ((DomainEvent) event).subject().toString())) {
            for (Stored stored : events) {
                DomainEvent event = reader.decode(incoming(stored)).orElseThrow();
                try {
                    stage.apply(List.of(new SequencedEvent(
                            stored.position(),
                            ReadModelStage.RECORDED.plusSeconds(stored.position()),
                            stored.subject(),
                            event)));
                    applied.add(event.getClass());
                } catch (ImpossibleEventException refused) {
                    // As it is said of the history: some of its events contradict earlier ones.
                }
            }
            assertThat(applied).as("golden events of %s", readModel.name()).isEqualTo(readModel.handles());
            Map<String, List<Object>> tables = new TreeMap<>();
            try (Statement statement = stage.connection().createStatement()) {
                for (String table :
                        texts(statement, "select tablename from pg_tables where schemaname = current_schema()")) {
                    tables.put(
                            table,
                            texts(statement, "select to_jsonb(t) - 'subject_hash' from " + table + " t order by 1")
                                    .stream()
                                    .map(row -> JSON.readValue(row, Object.class))
                                    .toList());
                }
            }
            return tables;
        }
    }

    private static List<String> texts(Statement statement, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static IncomingEvent incoming(Stored stored) {
        return new IncomingEvent(
                stored.position(),
                0,
                stored.position(),
                CloudEventBuilder.v1()
                        .withId("event-" + stored.position())
                        .withSource(URI.create("/test"))
                        .withType(stored.type())
                        .withSubject(stored.subject())
                        .withData("application/json", JSON.writeValueAsBytes(stored.data()))
                        .build());
    }

    /** The golden file of a new version, for the person who adds it to look at. */
    private static String proposal(ReadModel readModel) throws SQLException {
        List<DomainEvent> history = history(readModel);
        List<Stored> events = new ArrayList<>();
        for (int place = 0; place < history.size(); place++) {
            DomainEvent event = history.get(place);
            if (readModel.handles().contains(event.getClass())) {
                events.add(new Stored(
                        place + 1L,
                        EventCatalog.of(event.getClass()).wireName(),
                        event.subject().toString(),
                        JSON.readValue(JSON.writeValueAsBytes(event), LinkedHashMap.class)));
            }
        }
        StringBuilder golden = new StringBuilder("{\n\"sql\": [");
        lines(golden, sql(readModel)).append("],\n\"events\": [");
        lines(golden, events).append("],\n\"rows\": {");
        String separator = "\n";
        for (Map.Entry<String, List<Object>> table : rows(readModel, events).entrySet()) {
            golden.append(separator)
                    .append(JSON.writeValueAsString(table.getKey()))
                    .append(": [");
            lines(golden, table.getValue()).append(']');
            separator = ",\n";
        }
        return golden.append("\n}\n}\n").toString();
    }

    /** The first that has every type of event which the read model handles. */
    private static List<DomainEvent> history(ReadModel readModel) {
        for (int seed = 1; ; seed++) {
            List<DomainEvent> history = new ArrayList<>(RandomHistory.of(new Random(seed), EVENTS));
            history.addAll(rare());
            if (history.stream()
                    .map(Object::getClass)
                    .collect(Collectors.toSet())
                    .containsAll(readModel.handles())) {
                return history;
            }
        }
    }

    private static StringBuilder lines(StringBuilder to, List<?> values) {
        return to.append(String.join(
                ",",
                values.stream()
                        .map(value -> "\n" + JSON.writeValueAsString(value))
                        .toList()));
    }

    /** What the random history does not say. */
    private static List<DomainEvent> rare() {
        LocalDate day = RandomHistory.FIRST.plusDays(700);
        VolunteerDeployed moved = deployed("A-MOVED", day);
        VolunteerDeployed dead = deployed("A-DEAD", day);
        return List.of(
                moved,
                dead,
                new MissionRenamed("MA", "MAX", "A renamed mission", day),
                new LeadDepartmentChanged("MA", LeadDepartment.DPPA, day),
                new DutyStationOpened("ST0", "MA", "A place", "TLS", day),
                new DutyStationRelocated("ST0", "MA", "Another place", "KHM", day),
                new DutyStationClosed("ST0", "MA", day.plusDays(1)),
                new VolunteerTransferred(
                        moved.volunteer(),
                        moved.assignment(),
                        moved.mission(),
                        moved.category(),
                        moved.entryOnDuty(),
                        "A-NEW",
                        "MB",
                        "ST1",
                        moved.serviceArea(),
                        moved.expertise(),
                        day,
                        Optional.of(day.plusDays(90))),
                new DeathInServiceRecorded(
                        dead.volunteer(),
                        dead.assignment(),
                        dead.mission(),
                        dead.category(),
                        dead.entryOnDuty(),
                        day,
                        IncidentType.values()[0]),
                new VolunteerAttributeCorrected(
                        "V0", Optional.of("KHM"), Optional.empty(), Optional.empty(), Optional.of(Gender.FEMALE), day),
                new PersonalDataCorrected("V0", 1981, day, new SealedPersonalData("none", "none"), "identity", day));
    }

    private static VolunteerDeployed deployed(String assignment, LocalDate on) {
        return new VolunteerDeployed(
                "V0",
                assignment,
                "MA",
                "ST0",
                Category.values()[0],
                ServiceArea.values()[0],
                Expertise.values()[0],
                on,
                Optional.empty(),
                Optional.empty(),
                true);
    }
}
