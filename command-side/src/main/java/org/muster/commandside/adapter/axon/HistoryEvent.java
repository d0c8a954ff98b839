package org.muster.commandside.adapter.axon;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
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
 * @param commandId the command that caused it
 * @param actor who sent that command
 * @param traceparent W3C trace context of that command; null if there was none
 */
public record HistoryEvent(
        long position,
        UUID id,
        String type,
        Instant recordedAt,
        Tag subject,
        List<Tag> tags,
        byte[] data,
        String commandId,
        String actor,
        String traceparent) {}
