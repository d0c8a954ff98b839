package org.muster.events.volunteer;

/** Why somebody who looks like a person in the roster is another one. */
public enum DuplicateReason {
    DIFFERENT_PASSPORT,
    DIFFERENT_PLACE_OF_BIRTH,
    CONFIRMED_BY_THE_VOLUNTEER
}
