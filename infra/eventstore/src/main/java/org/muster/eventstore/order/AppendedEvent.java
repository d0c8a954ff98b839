package org.muster.eventstore.order;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.Tag;
import org.muster.eventstore.api.PayloadCodec;
import org.muster.eventstore.api.StoredEvent;

/**
 * An event in memory: on its way into the store, or among the recent ones. Its position is provisional until it is
 * durable, and guarded by the {@link TentativeLog}'s lock like {@link #previous}.
 */
public final class AppendedEvent {

    final UUID id;
    final String type;
    final String version;
    final Instant recordedAt;
    final String[] tags;

    /** Provisional until durable. */
    long position;

    /** For each tag the event before this one with that tag; null once this left the window. */
    AppendedEvent[] previous;

    /** The bytes for PostgreSQL; released when durable, to retain less. */
    private volatile byte[] payload;

    /** For PostgreSQL only, and released like the payload. */
    private String subject;

    private final String metadataJson;

    /** Written before {@link #decodedPayload}. */
    private Map<String, String> metadata;

    /**
     * The payload as an object, null until it is first needed. The message around it is created on demand: kept
     * for every event in the window, its dozen objects would be most of the garbage collector's work.
     */
    private volatile Object decodedPayload;

    /** An event about to be stored: its payload is known in both forms. */
    public AppendedEvent(
            UUID id, EventMessage message, String subject, Instant recordedAt, byte[] payload, String[] tags) {
        this.id = id;
        this.type = message.type().name();
        this.version = message.type().version();
        this.recordedAt = recordedAt;
        this.tags = tags;
        this.payload = payload;
        this.metadataJson = null;
        this.metadata = message.metadata();
        this.subject = subject;
        this.decodedPayload = message.payload();
    }

    /** An event that another process stored: decoded on demand. */
    public AppendedEvent(
            long position,
            UUID id,
            String type,
            String version,
            Instant recordedAt,
            byte[] payload,
            String metadataJson,
            String[] tags) {
        this.position = position;
        this.id = id;
        this.type = type;
        this.version = version;
        this.recordedAt = recordedAt;
        this.tags = tags;
        this.payload = payload;
        this.metadataJson = metadataJson;
    }

    /** An event that the running command has appended, only to be matched against the states that it loaded. */
    public static AppendedEvent justAppended(EventMessage message, Set<Tag> tags) {
        return new AppendedEvent(null, message, null, message.timestamp(), null, Tags.texts(tags));
    }

    public UUID id() {
        return id;
    }

    /** @return the qualified name of its message type */
    public String type() {
        return type;
    }

    public String version() {
        return version;
    }

    /** @return its primary subject; known until it is durable, since only PostgreSQL needs it */
    public String subject() {
        return subject;
    }

    public Instant recordedAt() {
        return recordedAt;
    }

    /** @return its tags as texts; not to be changed */
    public String[] tags() {
        return tags;
    }

    /** @return its position, provisional until durable */
    public long position() {
        return position;
    }

    public byte[] payload() {
        return payload;
    }

    public Map<String, String> metadata() {
        return metadata;
    }

    /** Called when PostgreSQL has it: releases the data that only PostgreSQL needed. */
    void release() {
        subject = null;
        if (decodedPayload != null) {
            payload = null;
        }
    }

    public EventMessage message(PayloadCodec codec) {
        MessageType messageType = new MessageType(type, version);
        Object known = decodedPayload;
        if (known == null) {
            known = decode(messageType, codec);
        }
        return new GenericEventMessage(id.toString(), messageType, known, metadata, recordedAt);
    }

    private Object decode(MessageType messageType, PayloadCodec codec) {
        byte[] bytes = payload;
        if (bytes == null) {
            return decodedPayload; // another thread has just decoded it and released the bytes
        }
        Object decoded = codec.decode(messageType, bytes);
        if (metadataJson != null) {
            metadata = MetadataJson.read(metadataJson);
        }
        decodedPayload = decoded;
        payload = null;
        return decoded;
    }

    public static EventMessage decode(StoredEvent stored, PayloadCodec codec) {
        MessageType type = new MessageType(stored.type(), stored.version());
        return new GenericEventMessage(
                stored.id().toString(),
                type,
                codec.decode(type, stored.payload()),
                stored.metadata(),
                stored.recordedAt());
    }

    int indexOf(String tag) {
        for (int i = 0; i < tags.length; i++) {
            if (tags[i].equals(tag)) {
                return i;
            }
        }
        return -1;
    }

    /** @return the event before this one that carries the tag, or null */
    AppendedEvent previousWith(String tag) {
        AppendedEvent[] chain = previous;
        return chain == null ? null : chain[indexOf(tag)];
    }
}
