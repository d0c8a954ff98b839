package org.muster.eventstore.api;

import org.axonframework.messaging.core.MessageType;

/**
 * Turns an event's payload into bytes and back. The application supplies it, with its upcasters inside: the store
 * never reads a payload.
 *
 * <p>All methods are called by many threads at once, must be pure, and throw when they cannot answer. An append whose
 * payload cannot be encoded fails alone, before it is queued.
 */
public interface PayloadCodec {

    /**
     * @param type the event's type, as it will be stored
     * @param payload the payload of the event message
     * @return the bytes to store
     */
    byte[] encode(MessageType type, Object payload);

    /**
     * The primary subject of an event, stored beside its payload: a publisher then needs no payload.
     *
     * @param type the event's type, as it will be stored
     * @param payload the payload of the event message
     * @return the entity whose history the event belongs to first, such as {@code volunteer:V-1}; not empty and without
     *     control characters
     */
    String subject(MessageType type, Object payload);

    /**
     * @param type the type that the event was stored with, possibly of an older version
     * @param bytes the result of {@link #encode}
     * @return the payload in its current form
     */
    Object decode(MessageType type, byte[] bytes);
}
