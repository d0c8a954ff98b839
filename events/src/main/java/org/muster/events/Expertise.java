package org.muster.events;

/** The kind of expertise that an assignment asks for. */
public enum Expertise {
    ADMINISTRATIVE,
    LOGISTICAL,
    TECHNICAL,
    MEDICAL
}
