package org.muster.messaging.rebuilding;

/** What came of the wish to drop a generation. */
public enum DropOutcome {
    /** Its tables are gone. */
    DROPPED,
    /** It is the active one, or being filled, or something outside, such as a view, depends on it. */
    IN_USE,
    /** There is none of this number. */
    UNKNOWN
}
