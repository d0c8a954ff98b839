package org.muster.queryside.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.events.DomainEvent;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.mission.InstrumentKind;
import org.muster.events.mission.MandateExtended;
import org.muster.messaging.IncomingEvent;
import org.muster.messaging.UnreadableEventException;
import org.muster.queryside.readmodel.assignments.Assignments;
import org.muster.queryside.readmodel.missions.Missions;

/** Which events a read model takes, and which it refuses. */
class EventReaderTest {

    private static final String DEPLOYED = "muster.volunteer.deployed.v1";

    private static final String DEPLOYMENT = """
            {"volunteer":"V1","assignment":"A1","mission":"UNTAC","station":"S1","category":"NATIONAL_EXPERT",
             "serviceArea":"ELECTORAL_SUPPORT","expertise":"MEDICAL","entryOnDuty":"1992-04-01","imported":true}""";

    private final EventReader reader = EventReader.of(Assignments.READ_MODEL);

    @Test
    void reads_what_has_grown_since() {
        String newer = DEPLOYMENT.replace("}", ",\"badge\":{\"colour\":\"blue\"}}");
        String older = DEPLOYMENT.replace(",\"imported\":true", "");

        assertThat(read(DEPLOYED, "volunteer:V1", newer, older))
                .extracting(event -> ((VolunteerDeployed) event).imported())
                .containsExactly(true, false);
    }

    @Test
    void leaves_out_what_other_read_models_are_about_even_if_it_cannot_be_read() {
        assertThat(read("muster.mission.started.v7", "mission:UNTAC", "?")).isEmpty();
        assertThat(read("muster.volunteer.praised.v1", "volunteer:V1", "?")).isEmpty();
        assertThat(read("something else", "volunteer:V1", "?")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?",
                "null",
                "[]",
                "{}",
                "\"V1\"",
                "{\"volunteer\":\"V1\"",
            })
    void refuses_what_is_no_json_object_of_the_form(String data) {
        assertThatThrownBy(() -> read(DEPLOYED, "volunteer:V1", data)).isInstanceOf(UnreadableEventException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"category\":\"NATIONAL_EXPERT\"|\"category\":\"PIRATE\"",
                "\"category\":\"NATIONAL_EXPERT\"|\"category\":null",
                "\"category\":\"NATIONAL_EXPERT\",|",
                "\"category\":\"NATIONAL_EXPERT\"|\"category\":{}",
                "\"entryOnDuty\":\"1992-04-01\"|\"entryOnDuty\":\"1992-04-31\"",
                "\"entryOnDuty\":\"1992-04-01\"|\"entryOnDuty\":\"yesterday\"",
                "\"entryOnDuty\":\"1992-04-01\"|\"entryOnDuty\":null",
                "\"imported\":true|\"imported\":null",
                "\"imported\":true|\"imported\":\"yes\"",
                "\"imported\":true|\"imported\":[true]",
                "\"mission\":\"UNTAC\"|\"mission\":[\"UNTAC\"]",
                "\"volunteer\":\"V1\"|\"volunteer\":\"V2\""
            })
    void refuses_a_member_that_is_not_what_the_catalog_says(String member, String wrong) {
        String data = DEPLOYMENT.replace(member, wrong == null ? "" : wrong);
        assertThat(data).isNotEqualTo(DEPLOYMENT);

        assertThatThrownBy(() -> read(DEPLOYED, "volunteer:V1", DEPLOYMENT, data))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("position 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"mission\":\"M\",\"period\":{\"from\":\"2008-07-01\"},"
                        + "\"international\":1,\"national\":1,\"document\":\"d\"}",
                "{\"mission\":\"M\",\"period\":{\"from\":\"2008-07-01\",\"to\":\"2009-06-30\"},"
                        + "\"national\":1,\"document\":\"d\"}",
                "{\"mission\":\"M\",\"period\":{\"from\":\"2008-07-01\",\"to\":\"2009-06-30\"},"
                        + "\"international\":1e99,\"national\":1,\"document\":\"d\"}",
            })
    void refuses_a_missing_number_and_a_missing_part_rather_than_count_it_as_nothing(String data) {
        EventReader missions = EventReader.of(Missions.READ_MODEL);

        assertThatThrownBy(() ->
                        missions.decode(events("muster.mission.volunteer-strength-authorized.v1", "mission:M", data)
                                .getFirst()))
                .isInstanceOf(UnreadableEventException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"muster.volunteer.deployed.v2", "muster.volunteer.deployed.v0"})
    void refuses_a_version_that_it_does_not_know(String type) {
        assertThatThrownBy(() -> read(type, "volunteer:V1", DEPLOYMENT))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("known only in version 1");
    }

    @Test
    void lifts_an_earlier_version_and_refuses_one_that_cannot_be_lifted() {
        EventReader missions = EventReader.of(Missions.READ_MODEL);
        String type = "muster.mission.mandate-extended.v1";
        String first = "{\"mission\":\"M\",\"instrument\":\"S/PRST/2009/5\",\"adoptedOn\":\"2009-04-07\","
                + "\"newExpiry\":\"2010-01-01\"}";

        assertThat(missions.decode(events(type, "mission:M", first).getFirst()))
                .hasValueSatisfying(event -> assertThat(((MandateExtended) event).instrumentKind())
                        .isEqualTo(InstrumentKind.PRESIDENTIAL_STATEMENT));
        for (String data : List.of("null", "[]", "{}", first.replace("\"S/PRST/2009/5\"", "7"))) {
            assertThatThrownBy(() ->
                            missions.decode(events(type, "mission:M", data).getFirst()))
                    .as(data)
                    .isInstanceOf(UnreadableEventException.class);
        }
        assertThatThrownBy(() -> missions.decode(events("muster.mission.mandate-extended.v3", "mission:M", first)
                        .getFirst()))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("known only in versions 1 to 2");
    }

    @Test
    void refuses_an_event_without_data() {
        IncomingEvent empty = new IncomingEvent(
                1,
                0,
                0,
                CloudEventBuilder.v1()
                        .withId("1")
                        .withSource(URI.create("/test"))
                        .withType(DEPLOYED)
                        .withSubject("volunteer:V1")
                        .build());

        assertThatThrownBy(() -> reader.decode(empty))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("no data");
    }

    private List<DomainEvent> read(String type, String subject, String... data) {
        return events(type, subject, data).stream()
                .map(reader::decode)
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<IncomingEvent> events(String type, String subject, String... data) {
        return IntStream.range(0, data.length)
                .mapToObj(i -> new IncomingEvent(
                        i + 1,
                        0,
                        i,
                        CloudEventBuilder.v1()
                                .withId(Integer.toString(i))
                                .withSource(URI.create("/test"))
                                .withType(type)
                                .withSubject(subject)
                                .withData("application/json", data[i].getBytes(StandardCharsets.UTF_8))
                                .build()))
                .toList();
    }
}
