package org.muster.web.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened at a door.
 *
 * @param at when
 * @param kind what
 * @param caller the subject of the token; absent where no token was good
 * @param client the system that asked for the token, where the token says so
 * @param address where the request came from
 * @param method of the request
 * @param target what was asked for; of a refused stranger only where it begins: nobody validated the rest
 * @param status of the answer; 0 for what is recorded before there is one
 */
public record DoorEntry(
        Instant at,
        Kind kind,
        Optional<String> caller,
        Optional<String> client,
        String address,
        String method,
        String target,
        int status) {

    /** What happened. */
    public enum Kind {
        /** A token was used for the first time in this process. */
        SIGN_IN,
        /** No token, a bad one, or one without the right. */
        REFUSED,
        /** Something was read whose readers are recorded. */
        READ
    }

    /**
     * An entry in its place.
     *
     * @param number its place in the journal
     */
    public record Numbered(long number, DoorEntry entry) {}
}
