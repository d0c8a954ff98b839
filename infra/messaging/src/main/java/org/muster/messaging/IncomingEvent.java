package org.muster.messaging;

import io.cloudevents.CloudEvent;

/**
 * A published event as a projection gets it.
 *
 * @param position its place in the event store; ascending within a partition
 * @param partition where it was read
 * @param offset where it was read
 * @param event what happened
 */
public record IncomingEvent(long position, int partition, long offset, CloudEvent event) {}
