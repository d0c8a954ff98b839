package org.muster.events.mission;

/** What kind of operation a mission is; decides its budget period and lead. */
public enum MissionKind {
    PEACEKEEPING,
    POLITICAL,
    EMERGENCY_HEALTH
}
