package org.muster.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

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

    private static ConsumerRecord<String, byte[]> consumed(ProducerRecord<String, byte[]> produced) {
        ConsumerRecord<String, byte[]> consumed =
                new ConsumerRecord<>(produced.topic(), 3, 7, produced.key(), produced.value());
        produced.headers().forEach(header -> consumed.headers().add(header));
        return consumed;
    }
}
