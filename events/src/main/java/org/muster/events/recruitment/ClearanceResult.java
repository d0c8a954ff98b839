package org.muster.events.recruitment;

/** The result of a clearance. */
public enum ClearanceResult {
    CLEARED,
    NOT_CLEARED
}
