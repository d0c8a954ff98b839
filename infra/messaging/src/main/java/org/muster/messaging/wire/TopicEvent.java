package org.muster.messaging.wire;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.muster.messaging.IncomingEvent;
import org.muster.messaging.UnreadableEventException;

/**
 * A record of the events' topic, decoded and digested once, however many projections take it and however often one tries. One
 * thread at a time.
 */
public final class TopicEvent {

    private final ConsumerRecord<byte[], byte[]> record;
    private IncomingEvent event;
    private EventDigest digest;

    public TopicEvent(ConsumerRecord<byte[], byte[]> record) {
        this.record = record;
    }

    /** As it was read. */
    public ConsumerRecord<byte[], byte[]> record() {
        return record;
    }

    public TopicPartition partition() {
        return new TopicPartition(record.topic(), record.partition());
    }

    /** @throws UnreadableEventException if it is no event */
    public IncomingEvent event() {
        if (event == null) {
            event = CloudEventsCodec.fromRecord(record);
        }
        return event;
    }

    /** Of it as it was read, whether it can be understood or not. */
    public EventDigest digest() {
        if (digest == null) {
            digest = EventDigest.of(record);
        }
        return digest;
    }
}
