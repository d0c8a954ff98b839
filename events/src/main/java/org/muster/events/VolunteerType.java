package org.muster.events;

/** The two establishments that are authorized and counted apart (rule X2). */
public enum VolunteerType {
    INTERNATIONAL,
    NATIONAL
}
