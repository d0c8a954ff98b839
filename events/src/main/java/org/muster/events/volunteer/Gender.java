package org.muster.events.volunteer;

/** As recorded for reporting. */
public enum Gender {
    FEMALE,
    MALE,
    OTHER,
    UNDISCLOSED
}
