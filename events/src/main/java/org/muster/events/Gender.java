package org.muster.events;

/** As recorded for reporting. */
public enum Gender {
    FEMALE,
    MALE,
    OTHER,
    UNDISCLOSED
}
