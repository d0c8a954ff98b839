package org.muster.messaging;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A record of the events' topic, decoded and digested once, however many projections take it and however often one tries. One
 * thread at a time.
 */
final class TopicEvent {

    private final ConsumerRecord<byte[], byte[]> record;
    private IncomingEvent event;
    private EventDigest digest;

    TopicEvent(ConsumerRecord<byte[], byte[]> record) {
        this.record = record;
    }

    /** As it was read. */
    ConsumerRecord<byte[], byte[]> record() {
        return record;
    }

    TopicPartition partition() {
        return new TopicPartition(record.topic(), record.partition());
    }

    /** @throws UnreadableEventException if it is no event */
    IncomingEvent event() {
        if (event == null) {
            event = CloudEventsCodec.fromRecord(record);
        }
        return event;
    }

    /** Of it as it was read, whether it can be understood or not. */
    EventDigest digest() {
        if (digest == null) {
            digest = EventDigest.of(record);
        }
        return digest;
    }
}
