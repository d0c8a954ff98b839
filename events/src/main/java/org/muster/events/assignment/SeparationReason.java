package org.muster.events.assignment;

/** Why an assignment ended. */
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
    MUTUAL_AGREEMENT
}
