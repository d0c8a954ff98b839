package org.muster.events.assignment;

/** The outcome of an assessment. */
public enum PerformanceOutcome {
    EXCEEDS_EXPECTATIONS,
    MEETS_EXPECTATIONS,
    PARTIALLY_MEETS_EXPECTATIONS,
    DOES_NOT_MEET_EXPECTATIONS
}
