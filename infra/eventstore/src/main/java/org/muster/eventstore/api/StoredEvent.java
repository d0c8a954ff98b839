package org.muster.eventstore.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.messaging.eventstreaming.Tag;

/**
 * An event as it is stored.
 *
 * @param position its place in the one order of all events: 1, 2, 3 … without gap
 * @param id unique among all events
 * @param type the qualified name of its message type
 * @param version the version of its message type when it was stored
 * @param subject the entity whose history it belongs to first, given by {@link PayloadCodec#subject}
 * @param recordedAt the time of recording, in microseconds
 * @param payload the stored bytes, not upcast
 * @param metadata values may be null
 * @param tags the entities that it concerns
 */
public record StoredEvent(
        long position,
        UUID id,
        String type,
        String version,
        String subject,
        Instant recordedAt,
        byte[] payload,
        Map<String, String> metadata,
        Set<Tag> tags) {

    /** The tags as they are stored: {@code key:value}. */
    public List<String> tagTexts() {
        return tags.stream().map(tag -> tag.key() + ':' + tag.value()).toList();
    }
}
