package org.muster.messaging.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.messaging.IncomingEvent;
import org.muster.messaging.OutgoingEvent;
import org.muster.messaging.UnreadableEventException;

class CloudEventsCodecTest {

    private static final byte[] DATA =
            "{ \"acronym\" : \"UNTAC\",\n\"strength\":4.650e2 }".getBytes(StandardCharsets.UTF_8);

    private final CloudEvent event = CloudEventBuilder.v1()
            .withId("0198c0de")
            .withSource(URI.create("urn:muster:register"))
            .withType("muster.mission.established.v1")
            .withSubject("mission:UNTAC")
            .withTime(OffsetDateTime.parse("1992-02-28T00:00:00Z"))
            .withDataSchema(URI.create("urn:muster:schema:mission.established.v1"))
            .withData(CloudEventsCodec.JSON, DATA)
            .withExtension(CloudEventsCodec.COMMAND_ID, "7d0e")
            .withExtension(CloudEventsCodec.TRACE_PARENT, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
            .build();

    @Test
    void writes_the_binary_mode_of_the_standard() {
        ProducerRecord<String, byte[]> record =
                CloudEventsCodec.toRecord("muster.events", new OutgoingEvent(42, "mission:UNTAC", event));

        Map<String, String> headers = StreamSupport.stream(record.headers().spliterator(), false)
                .collect(Collectors.toMap(
                        header -> header.key(), header -> new String(header.value(), StandardCharsets.UTF_8)));
        assertThat(headers)
                .containsOnly(
                        Map.entry("ce_specversion", "1.0"),
                        Map.entry("ce_id", "0198c0de"),
                        Map.entry("ce_source", "urn:muster:register"),
                        Map.entry("ce_type", "muster.mission.established.v1"),
                        Map.entry("ce_subject", "mission:UNTAC"),
                        Map.entry("ce_time", "1992-02-28T00:00:00Z"),
                        Map.entry("ce_dataschema", "urn:muster:schema:mission.established.v1"),
                        Map.entry("ce_position", "42"),
                        Map.entry("ce_commandid", "7d0e"),
                        Map.entry("ce_traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
                        Map.entry("content-type", "application/json"));
        assertThat(record.key()).isEqualTo("mission:UNTAC");
        assertThat(record.value()).as("the data, byte for byte").isEqualTo(DATA);
    }

    @Test
    void reads_what_it_wrote() {
        IncomingEvent incoming = CloudEventsCodec.fromRecord(
                consumed(CloudEventsCodec.toRecord("muster.events", new OutgoingEvent(42, "mission:UNTAC", event))));

        assertThat(incoming.position()).isEqualTo(42);
        assertThat(incoming.partition()).isEqualTo(3);
        assertThat(incoming.offset()).isEqualTo(7);
        assertThat(incoming.event().getType()).isEqualTo(event.getType());
        assertThat(incoming.event().getTime()).isEqualTo(event.getTime());
        assertThat(incoming.event().getExtension(CloudEventsCodec.COMMAND_ID)).isEqualTo("7d0e");
        assertThat(incoming.event().getData().toBytes()).isEqualTo(DATA);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "absent",
            value = {
                "ce_id|other",
                "ce_id|",
                "ce_id|absent",
                "ce_time|2026-02-30T00:00:00Z",
                "ce_time|2026-11-23T12:00:00.123456789Z",
                "ce_time|2026-11-23T12:00:00+02:00",
                "ce_time|yesterday",
                "ce_time|absent",
                "ce_source|not a uri",
                "ce_source|/relative",
                "ce_dataschema|:",
                "ce_dataschema|absent",
                "ce_specversion|0.3",
                "ce_specversion|7",
                "ce_subject|",
                "ce_subject|absent",
                "ce_unheardof|extension",
                "ce_Unheard-Of|extension",
                "other|header",
                "content-type|text/plain",
                "content-type|absent",
                "content-type|application/cloudevents+json"
            })
    void reads_any_record_as_the_standard_s_own_library_does(String header, String value) {
        ProducerRecord<String, byte[]> written =
                CloudEventsCodec.toRecord("muster.events", new OutgoingEvent(42, "mission:UNTAC", event));
        written.headers().remove(header);
        if (value != null) {
            written.headers().add(header, value.getBytes(StandardCharsets.UTF_8));
        }
        Optional<CloudEvent> theirs;
        try {
            theirs = Optional.of(
                    KafkaMessageFactory.createReader(consumed(written)).toEvent());
        } catch (CloudEventRWException | IllegalArgumentException | IllegalStateException e) {
            theirs = Optional.empty();
        }

        if (theirs.isEmpty() || theirs.get().getExtension(CloudEventsCodec.POSITION) == null) {
            assertThatThrownBy(() -> CloudEventsCodec.fromRecord(consumed(written)))
                    .isInstanceOf(UnreadableEventException.class);
            return;
        }
        CloudEvent ours = CloudEventsCodec.fromRecord(consumed(written)).event();
        assertThat(ours.getType()).isEqualTo(theirs.get().getType());
        assertThat(ours.getId()).isEqualTo(theirs.get().getId());
        assertThat(ours.getSubject()).isEqualTo(theirs.get().getSubject());
        assertThat(ours.getData()).isEqualTo(theirs.get().getData());
        assertThat(ours).isEqualTo(theirs.get());
    }

    @Test
    void says_where_a_record_is_that_is_no_event_or_has_no_position() {
        ProducerRecord<String, byte[]> foreign = new ProducerRecord<>("muster.events", "key", DATA);
        assertThatThrownBy(() -> CloudEventsCodec.fromRecord(consumed(foreign)))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("muster.events-3 at offset 7")
                .hasMessageContaining("not a CloudEvent");

        ProducerRecord<String, byte[]> unplaced =
                CloudEventsCodec.toRecord("muster.events", new OutgoingEvent(42, "mission:UNTAC", event));
        unplaced.headers().remove("ce_position");
        assertThatThrownBy(() -> CloudEventsCodec.fromRecord(consumed(unplaced)))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("position is missing");
        unplaced.headers().add("ce_position", "last".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> CloudEventsCodec.fromRecord(consumed(unplaced)))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("no number");
    }

    /** A library that meets what it did not expect throws what nobody expects; one that does so would stop a projection. */
    @ParameterizedTest
    @ValueSource(strings = {"content-type", "ce_specversion", "ce_id", "ce_source", "ce_type"})
    void a_header_without_a_value_makes_a_record_unreadable_and_nothing_worse(String header) {
        ProducerRecord<String, byte[]> record =
                CloudEventsCodec.toRecord("muster.events", new OutgoingEvent(42, "mission:UNTAC", event));
        record.headers().remove(header).add(header, null);

        assertThatThrownBy(() -> CloudEventsCodec.fromRecord(consumed(record)))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("muster.events-3 at offset 7");
    }

    @Test
    void says_nothing_that_the_record_says() {
        ProducerRecord<String, byte[]> record =
                CloudEventsCodec.toRecord("muster.events", new OutgoingEvent(42, "mission:UNTAC", event));
        record.headers().remove("ce_time").add("ce_time", "Solveig".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> CloudEventsCodec.fromRecord(consumed(record)))
                .hasMessageNotContaining("Solveig")
                .hasNoCause();
    }

    private static ConsumerRecord<String, byte[]> consumed(ProducerRecord<String, byte[]> produced) {
        ConsumerRecord<String, byte[]> consumed =
                new ConsumerRecord<>(produced.topic(), 3, 7, produced.key(), produced.value());
        produced.headers().forEach(header -> consumed.headers().add(header));
        return consumed;
    }
}
