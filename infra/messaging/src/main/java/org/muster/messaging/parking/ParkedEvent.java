package org.muster.messaging.parking;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An event that waits for people.
 *
 * @param subject whose events queue: the key of the record
 * @param position its place in the event store; negative if the record states none: a number to name it by
 * @param partition where it was read
 * @param offset where it was read, when it was parked
 * @param headers as published, as text: the event's attributes and its content type
 * @param data as published; empty if there are none
 * @param cause why it could not be applied; empty if it only waits behind one that could not
 * @param parkedAt when
 */
public record ParkedEvent(
        String projection,
        String subject,
        long position,
        int partition,
        long offset,
        Map<String, String> headers,
        byte[] data,
        Optional<String> cause,
        Instant parkedAt) {}
