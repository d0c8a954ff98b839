package org.muster.events.automation;

/** What is proposed for an assignment that is open when its mission draws down; people decide. */
public enum AssignmentProposal {
    /** The contract ends with the mandate or before. */
    END,
    /** The contract lasts beyond the mandate, or no end is on record. */
    TRANSFER,
    /** The assignment fills a request for the liquidation team. */
    LIQUIDATION_TEAM
}
