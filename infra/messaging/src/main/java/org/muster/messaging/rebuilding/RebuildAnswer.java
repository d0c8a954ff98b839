package org.muster.messaging.rebuilding;

/** The result of a request for a rebuild. */
public sealed interface RebuildAnswer {

    /** It is recorded, and some process will begin it soon. */
    record Accepted(RebuildState state) implements RebuildAnswer {}

    /** Not before this one of the same projection has ended. */
    record Running(RebuildState state) implements RebuildAnswer {}

    /** There is no such projection here. */
    record Unknown() implements RebuildAnswer {}
}
