package org.muster.events.mission;

/** Where a mission is in its life, in order; it only ever moves forward. */
public enum MissionPhase {
    PLANNED,
    ACTIVE,
    DRAWDOWN,
    LIQUIDATION,
    CLOSED
}
