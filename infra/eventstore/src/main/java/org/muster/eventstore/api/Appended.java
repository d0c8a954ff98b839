package org.muster.eventstore.api;

import org.axonframework.messaging.core.Context.ResourceKey;

/**
 * The positions of an append. A caller that holds this knows that its events are on disk.
 *
 * <p>An append without events, which only confirms its reads, takes no position: {@code firstPosition = lastPosition
 * + 1}.
 *
 * @param firstPosition position of its first event
 * @param lastPosition position of its last event, or the position that the confirmation holds for
 */
public record Appended(long firstPosition, long lastPosition) {

    /** Where a command's processing context carries this from its commit on. */
    public static final ResourceKey<Appended> RESOURCE_KEY = ResourceKey.withLabel("eventstore.appended");
}
