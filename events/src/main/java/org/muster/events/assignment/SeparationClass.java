package org.muster.events.assignment;

/** Why an assignment ended, as far as everybody may know. */
public enum SeparationClass {
    COMPLETION,
    RESIGNATION,
    EARLY_TERMINATION,
    MISSION_CLOSURE,
    FUNDING,
    PERFORMANCE,
    ABANDONMENT,
    DEATH_IN_SERVICE,
    MUTUAL_AGREEMENT,
    /** One of the {@linkplain SeparationReason#classified() classified} reasons; which one is sealed. */
    UNDISCLOSED
}
