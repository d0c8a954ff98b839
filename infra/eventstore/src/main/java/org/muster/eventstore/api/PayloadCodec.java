package org.muster.eventstore.api;

import org.axonframework.messaging.core.MessageType;

/**
 * Turns an event's payload into bytes and back. The application supplies it, with its upcasters inside: the store never
 * looks into a payload.
 *
 * <p>Both methods are called by many threads at once, must be pure, and throw when they cannot answer: an append whose
 * payload cannot be encoded fails alone, before it is queued.
 */
public interface PayloadCodec {

    /**
     * @param type the event's type, as it will be stored
     * @param payload what the event message carries
     * @return the bytes to store
     */
    byte[] encode(MessageType type, Object payload);

    /**
     * @param type the type that the event was stored with, possibly of an older version
     * @param bytes what {@link #encode} gave
     * @return the payload in its current form
     */
    Object decode(MessageType type, byte[] bytes);
}
