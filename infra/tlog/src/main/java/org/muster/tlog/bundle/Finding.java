package org.muster.tlog.bundle;

/**
 * Something that does not hold.
 *
 * @param kind what kind of thing
 * @param what where and how, without any content of the bundle
 */
public record Finding(Kind kind, String what) {

    /** What does not hold. */
    public enum Kind {
        /** A checkpoint is not one, not signed by the key, of another log, or not cosigned by enough witnesses. */
        CHECKPOINT,
        /** The log is not the one that was seen before: forked, or shorter. */
        HISTORY,
        /** A file that belongs to the bundle is not there. */
        MISSING,
        /** A file that does not belong to the bundle is there. */
        UNEXPECTED,
        /** An event is not the one that the tree holds, or not an event. */
        EVENT,
        /** A tile is not the one that the events give. */
        TILE,
        /** The events do not have the root that was signed. */
        ROOT,
        /** The manifest or the keys are not those of this bundle. */
        MANIFEST
    }

    @Override
    public String toString() {
        return kind + ": " + what;
    }
}
