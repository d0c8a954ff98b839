package org.muster.commandside.adapter.axon.history;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.muster.commands.Warning;
import org.muster.commandside.adapter.axon.event.EventMessageFactory;
import org.muster.commandside.adapter.axon.event.EventMetadata;
import org.muster.commandside.adapter.axon.event.EventUpcasters;
import org.muster.events.DomainEvent;
import org.muster.events.Tag;
import tools.jackson.databind.json.JsonMapper;

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

    /** By which door that command came; null where it was recorded before this was. */
    public String channel() {
        return metadata.get(EventMetadata.CHANNEL);
    }

    /** The event that Muster followed by itself; null where somebody sent the command. */
    public String cause() {
        return metadata.get(EventMetadata.CAUSE);
    }

    /** Whose credentials sent it: the system, where the token says so beside the subject; otherwise the subject. */
    public String principal() {
        return metadata.getOrDefault(EventMetadata.CLIENT, actor());
    }

    /** The person behind the principal; null where the token does not say so. */
    public String person() {
        return actor() == null || actor().equals(principal()) ? null : actor();
    }

    /** The date from which the event is true in the world. */
    public LocalDate effectiveOn() {
        String recorded = metadata.get(EventMetadata.EFFECTIVE);
        return recorded == null ? decoded().effectiveOn() : LocalDate.parse(recorded);
    }

    /** The event in its present form. */
    DomainEvent decoded() {
        int version = type.lastIndexOf(".v");
        return EventUpcasters.read(type.substring(0, version), type.substring(version + 2), data, JsonMapper.shared());
    }

    /** That command's name in the catalog; null on events from before each had it. */
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
