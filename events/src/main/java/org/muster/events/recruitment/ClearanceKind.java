package org.muster.events.recruitment;

/** What a volunteer is cleared for before the entry on duty. */
public enum ClearanceKind {
    /** Fit for service; never a diagnosis. */
    MEDICAL,
    SECURITY_TRAINING,
    SECURITY_CLEARANCE,
    VISA,
    /** The references and the record were checked. */
    BACKGROUND
}
