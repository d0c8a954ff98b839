package org.muster.events.volunteer;

/** Why a person's data are erased. */
public enum ErasureBasis {
    /** The time for which they had to be kept is over. */
    RETENTION_EXPIRED,
    /** The person asked for it. */
    DATA_SUBJECT_REQUEST,
    /** The person was entered by mistake. */
    ENTERED_IN_ERROR
}
