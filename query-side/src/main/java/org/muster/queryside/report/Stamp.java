package org.muster.queryside.report;

import java.time.Instant;

/**
 * As of when an answer holds.
 *
 * @param knownAt the instant as of which it was asked for, the present one if none; null if a position was asked for
 * @param position every event up to this position is in the answer; later ones may be if neither an instant nor a position was
 *     asked for
 * @param asKnown the position that the rows are known at, for {@link org.muster.readmodels.AsKnownAt}
 */
public record Stamp(Instant knownAt, long position, long asKnown) {

    /** Names the parameter of every report's SQL. */
    public static final String AS_KNOWN = "asKnown";
}
