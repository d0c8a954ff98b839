package org.muster.eventstore.api;

import org.axonframework.messaging.core.Context.ResourceKey;

/**
 * Where an append was stored: the events took the positions {@code firstPosition} to {@code lastPosition}. It is durable on
 * disk when anyone holds this. An append of nothing, which only confirms what was read, took no position:
 * {@code firstPosition = lastPosition + 1}.
 *
 * @param firstPosition position of its first event
 * @param lastPosition position of its last event, or the position that the confirmation holds for
 */
public record Appended(long firstPosition, long lastPosition) {

    /** Where a command's processing context carries this from its commit on. */
    public static final ResourceKey<Appended> RESOURCE_KEY = ResourceKey.withLabel("eventstore.appended");
}
