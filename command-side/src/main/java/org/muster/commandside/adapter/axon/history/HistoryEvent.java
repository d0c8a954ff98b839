package org.muster.commandside.adapter.axon.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.muster.commands.Warning;
import org.muster.commandside.adapter.axon.event.EventMessageFactory;
import org.muster.commandside.adapter.axon.event.EventMetadata;
import org.muster.events.Tag;

/**
 * An event as it is stored.
 *
 * @param position its place in the order of all events
 * @param id the event's id
 * @param type its wire name in the version that is stored
 * @param recordedAt when it was recorded
 * @param subject whose history it belongs to first
 * @param tags what it concerns
 * @param data the stored JSON, byte for byte
 * @param metadata what is recorded beside it
 */
public record HistoryEvent(
        long position,
        UUID id,
        String type,
        Instant recordedAt,
        Tag subject,
        List<Tag> tags,
        byte[] data,
        Map<String, String> metadata) {

    /** The command that caused it. */
    public String commandId() {
        return metadata.get(EventMetadata.COMMAND_ID);
    }

    /** Who sent that command. */
    public String actor() {
        return metadata.get(EventMetadata.ACTOR);
    }

    /** W3C trace context of that command; null if there was none. */
    public String traceparent() {
        return metadata.get(EventMetadata.TRACEPARENT);
    }

    /** That command's name in the catalog; null on all its events but the first. */
    public String commandName() {
        return metadata.get(EventMetadata.COMMAND_NAME);
    }

    /** That command as its rule saw it, as JSON; null on all its events but the first. */
    public String command() {
        return metadata.get(EventMetadata.COMMAND);
    }

    /** What the caller was warned of. */
    public List<Warning> warnings() {
        return EventMessageFactory.warnings(metadata);
    }
}
