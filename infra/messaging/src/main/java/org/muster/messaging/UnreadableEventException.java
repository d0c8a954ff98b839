package org.muster.messaging;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * An event cannot be read, now or later, unless somebody changes how: the record is not one of ours, or a {@link Projection}
 * does not understand it. Parks the event's subject.
 */
public final class UnreadableEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableEventException(ConsumerRecord<?, ?> record, String why, Throwable cause) {
        super(record.topic() + "-" + record.partition() + " at offset " + record.offset() + ": " + why, cause);
    }

    /**
     * For a projection that does not understand the event.
     *
     * @param cause may be null
     */
    public UnreadableEventException(IncomingEvent event, String why, Throwable cause) {
        super("the event at position " + event.position() + ": " + why, cause);
    }
}
