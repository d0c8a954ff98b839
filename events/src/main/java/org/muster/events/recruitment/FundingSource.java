package org.muster.events.recruitment;

/** Who pays for an assignment. */
public enum FundingSource {
    /** The budget of the mission. */
    MISSION_BUDGET,
    /** Voluntary contributions to a fund. */
    TRUST_FUND,
    /** A partner government that funds the volunteer in full. */
    DONOR
}
