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

    /** The type and the text: another one for each test that looks. */
    @Override
    public String subject(MessageType type, Object payload) {
        return "text:" + type.name();
    }

    @Override
    public Object decode(MessageType type, byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
