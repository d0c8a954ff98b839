package org.muster.commandside.completeness;

/**
 * One thing in the events' topic that is not as its source says.
 *
 * @param position of the event; 0 if the record states none
 * @param partition where it is, or where it should be
 * @param offset of the record; -1 if there is none
 */
public record TopicMismatch(Kind kind, long position, int partition, long offset) {

    /** What is wrong. */
    public enum Kind {
        /** The source has it, the topic does not. */
        MISSING,
        /** The topic has it more than once: this is a copy. */
        DOUBLED,
        /** The topic has it with other content. */
        DIFFERENT,
        /** It is in another partition than its key says, so its order is lost. */
        MISPLACED,
        /** The topic has it, the source does not. */
        FOREIGN
    }
}
