package org.muster.events.assignment;

import java.util.Arrays;
import java.util.Optional;

/** Why an assignment ended. Some reasons say something about the person: those are classified, and no event has them in clear. */
public enum SeparationReason {
    COMPLETION,
    RESIGNATION,
    EARLY_TERMINATION,
    MISSION_CLOSURE,
    FUNDING,
    PERFORMANCE,
    MISCONDUCT,
    MEDICAL,
    ABANDONMENT,
    DEATH_IN_SERVICE,
    MUTUAL_AGREEMENT;

    /** Whether only those may know it who read the restricted roster or personal data. */
    public boolean classified() {
        return this == MISCONDUCT || this == MEDICAL;
    }

    /** What everybody may know of it. */
    public SeparationClass disclosed() {
        return classified() ? SeparationClass.UNDISCLOSED : SeparationClass.valueOf(name());
    }

    /** The reason of this name; empty if there is none. */
    public static Optional<SeparationReason> named(Object name) {
        return Arrays.stream(values())
                .filter(reason -> reason.name().equals(name))
                .findFirst();
    }

    /** What everybody may know of what stood in the place of a reason, where every reason once stood in clear. */
    public static Object disclosed(Object word) {
        return named(word).<Object>map(reason -> reason.disclosed().name()).orElse(word);
    }
}
