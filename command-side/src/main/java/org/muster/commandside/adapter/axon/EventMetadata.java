package org.muster.commandside.adapter.axon;

/** The names of what is recorded beside every event. They are stored for ever: a name is never given a new meaning. */
final class EventMetadata {

    /** The id of the command that caused the event. */
    static final String COMMAND_ID = "commandid";

    /** Who sent it. */
    static final String ACTOR = "actor";

    /** Keyed digest of the command's name and body: tells a repeat from another command under the same id. */
    static final String COMMAND_DIGEST = "commanddigest";

    /** W3C trace context of the command; may be missing. */
    static final String TRACEPARENT = "traceparent";

    /** JSON array of the warnings that the caller was given; missing if there were none. */
    static final String WARNINGS = "warnings";

    private EventMetadata() {}
}
