package org.muster.commandside.domain.model;

/** Where a mission is in its life; it only ever moves forward. */
public enum MissionPhase {
    PLANNED,
    ACTIVE,
    DRAWDOWN,
    LIQUIDATION,
    CLOSED
}
