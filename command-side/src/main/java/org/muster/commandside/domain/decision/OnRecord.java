package org.muster.commandside.domain.decision;

import org.muster.events.DomainEvent;

/**
 * An event that is on record and counts.
 *
 * @param id the event's id
 * @param position its place in the order of all events
 * @param event the event as it counts, with all corrections so far
 * @param amendment the corrections so far; none for most events
 */
public record OnRecord(String id, long position, DomainEvent event, Amendment amendment) {}
