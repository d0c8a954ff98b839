package org.muster.messaging;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record in the events' topic is not one of ours. */
public final class UnreadableEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableEventException(ConsumerRecord<?, ?> record, String why, Throwable cause) {
        super(record.topic() + "-" + record.partition() + " at offset " + record.offset() + ": " + why, cause);
    }
}
