package org.muster.messaging.parking;

import java.time.Instant;

/**
 * A subject whose events queue.
 *
 * @param events how many
 * @param firstPosition of the event at the head of its queue
 * @param cause why that one could not be applied; empty if the one that could not was discarded
 * @param since when the head was parked
 */
public record ParkedSubject(String subject, long events, long firstPosition, String cause, Instant since) {}
