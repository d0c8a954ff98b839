package org.muster.events.assignment;

/** Why a volunteer is absent; the volunteer still counts in the headcount. */
public enum AbsenceKind {
    ANNUAL,
    /** Rest and recuperation. */
    R_AND_R,
    SICK,
    SPECIAL
}
