package org.muster.queryside.report;

import java.time.Instant;

/**
 * As of when an answer holds.
 *
 * @param knownAt when the register was asked
 * @param position every fact up to this position is in the answer; later ones may be
 */
public record Stamp(Instant knownAt, long position) {}
