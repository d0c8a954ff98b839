package org.muster.messaging.parking;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * What somebody did about parked events.
 *
 * @param position discarded: the event; retried: the last event that was applied, empty if none was
 * @param reason discarded: the person's; retried: what came of it
 */
public record ParkingAct(
        Instant at, String who, Act act, String projection, String subject, OptionalLong position, String reason) {

    /** What. */
    public enum Act {
        /** The queue of a subject was applied, as far as it could be. */
        RETRIED,
        /** One event was given up. */
        DISCARDED
    }
}
