package org.muster.eventstore;

import java.nio.charset.StandardCharsets;
import org.axonframework.messaging.core.MessageType;
import org.muster.eventstore.api.PayloadCodec;

/** Payloads of these tests are texts. */
public final class TextCodec implements PayloadCodec {

    @Override
    public byte[] encode(MessageType type, Object payload) {
        return ((String) payload).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Object decode(MessageType type, byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
