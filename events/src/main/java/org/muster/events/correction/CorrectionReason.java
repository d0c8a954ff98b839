package org.muster.events.correction;

/** Why a record is corrected or annulled. */
public enum CorrectionReason {
    /** Another value was typed than was meant. */
    TYPING_ERROR,
    /** It was recorded of another mission, volunteer or assignment than was meant. */
    WRONG_ENTITY,
    /** The document that it was taken from was mistaken. */
    WRONG_SOURCE,
    /** A better document has become known. */
    NEW_EVIDENCE,
    /** It was recorded twice. */
    DUPLICATE,
    /** It was recorded and has not happened. */
    DID_NOT_HAPPEN
}
