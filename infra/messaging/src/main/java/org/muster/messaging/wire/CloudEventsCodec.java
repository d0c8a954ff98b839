package org.muster.messaging.wire;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.muster.messaging.IncomingEvent;
import org.muster.messaging.OutgoingEvent;
import org.muster.messaging.UnreadableEventException;

/**
 * CloudEvents 1.0 in Kafka's binary mode: attributes are headers {@code ce_…}, the data are the record's value, byte for
 * byte, with header {@code content-type}.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">Kafka
 *     protocol binding</a>
 */
public final class CloudEventsCodec {

    /** Extension: the event's place in the event store. A string, because CloudEvents integers have 32 bits. */
    public static final String POSITION = "position";

    /** Extension: the id of the command that caused the event. */
    public static final String COMMAND_ID = "commandid";

    /** Extension: who sent that command. */
    public static final String ACTOR = "actor";

    /** Extension: the W3C trace context of the command. */
    public static final String TRACE_PARENT = "traceparent";

    /** The one content type that travels here. */
    public static final String JSON = "application/json";

    private static final Pattern POSITION_TEXT = Pattern.compile("[0-9]{1,18}");

    private CloudEventsCodec() {}

    /** The record for an event, with its position. */
    public static ProducerRecord<String, byte[]> toRecord(String topic, OutgoingEvent outgoing) {
        CloudEvent event = CloudEventBuilder.v1(outgoing.event())
                .withExtension(POSITION, Long.toString(outgoing.position()))
                .build();
        return KafkaMessageFactory.<String>createWriter(topic, outgoing.partitionKey())
                .writeBinary(event);
    }

    /**
     * The event in a record.
     *
     * @throws UnreadableEventException unless it is a CloudEvent with a position
     */
    public static IncomingEvent fromRecord(ConsumerRecord<?, byte[]> record) {
        CloudEvent event =
                KafkaCloudEvent.in(record).<CloudEvent>map(known -> known).orElseGet(() -> whole(record));
        Object position = event.getExtension(POSITION);
        if (position == null) {
            throw new UnreadableEventException(record, "extension " + POSITION + " is missing", null);
        }
        try {
            return new IncomingEvent(Long.parseLong(position.toString()), record.partition(), record.offset(), event);
        } catch (NumberFormatException notANumber) {
            throw new UnreadableEventException(record, "extension " + POSITION + " is no number", null);
        }
    }

    /** @throws UnreadableEventException unless it is a CloudEvent in binary mode */
    static CloudEvent whole(ConsumerRecord<?, byte[]> record) {
        try {
            return KafkaMessageFactory.createReader(record).toEvent();
        } catch (RuntimeException e) {
            // Whatever the library throws, for instance a NullPointerException over a header without a value: the
            // record is
            // at fault. Its words are left out, because they quote the record.
            throw new UnreadableEventException(
                    record, "not a CloudEvent (" + e.getClass().getSimpleName() + ")", null);
        }
    }

    /** The position that a record states, whether the rest of it can be read or not; empty if it states none. */
    public static OptionalLong positionOf(ConsumerRecord<?, byte[]> record) {
        Header header = record.headers().lastHeader("ce_" + POSITION);
        if (header == null || header.value() == null) {
            return OptionalLong.empty();
        }
        String text = new String(header.value(), StandardCharsets.UTF_8);
        return POSITION_TEXT.matcher(text).matches() ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
