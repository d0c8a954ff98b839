package org.muster.commandside.completeness;

import java.time.Duration;

/**
 * How the standing comparison of store and topic goes.
 *
 * @param eventsPerSecondMax events compared in a second, which bounds what it takes from commands; 0 switches it off
 * @param pause between the end of one round over all events and the beginning of the next
 */
public record CompletenessSettings(int eventsPerSecondMax, Duration pause) {

    public CompletenessSettings {
        if (eventsPerSecondMax < 0) {
            throw new IllegalArgumentException(
                    "muster.completeness.events-per-second-max must not be negative: " + eventsPerSecondMax);
        }
    }
}
