package org.muster.messaging.progress;

import java.time.Duration;

/**
 * How far a projection is behind what is published.
 *
 * @param positions published and not known to be applied
 * @param age how long ago the oldest of them was published; zero if there are none
 */
public record ProjectionLag(long positions, Duration age) {}
