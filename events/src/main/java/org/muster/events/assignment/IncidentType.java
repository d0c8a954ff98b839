package org.muster.events.assignment;

/** What caused a death in service, as the United Nations records it. */
public enum IncidentType {
    ACCIDENT,
    MALICIOUS_ACT,
    ILLNESS,
    SELF_INFLICTED,
    TO_BE_DETERMINED,
    UNKNOWN
}
