package org.muster.messaging.rebuilding;

/** What shall become of a generation once it is filled and compared. */
public enum SwitchPolicy {
    /** It becomes the active one, whatever the comparison says. */
    ALWAYS,
    /** It becomes the active one if its rows equal those of the active one; otherwise it is dropped. */
    IF_EQUAL,
    /** It is dropped: only the comparison was wanted. */
    NEVER
}
