package org.muster.commandside.adapter.axon.event;

/** The names of what is recorded beside every event. They are stored for ever: a name is never given a new meaning. */
public final class EventMetadata {

    /** The id of the command that caused the event. */
    public static final String COMMAND_ID = "commandid";

    /** Who sent it. */
    public static final String ACTOR = "actor";

    /** By which door it came; missing on events from before this was recorded. */
    public static final String CHANNEL = "channel";

    /** The system that sent it, where the token says it beside the subject. */
    public static final String CLIENT = "client";

    /** The event that it follows, where Muster sent it by itself. */
    public static final String CAUSE = "cause";

    /** The date from which the event is true in the world; missing on events from before this was recorded. */
    public static final String EFFECTIVE = "effective";

    /** Keyed digest of the command's name and body: tells a repeat from another command under the same id. */
    public static final String COMMAND_DIGEST = "commanddigest";

    /** W3C trace context of the command; may be missing. */
    public static final String TRACEPARENT = "traceparent";

    /** JSON array of the warnings that the caller was given; missing if there were none. */
    public static final String WARNINGS = "warnings";

    /** The command's name in the catalog; on events from before this was changed, on the first of its events only. */
    public static final String COMMAND_NAME = "commandname";

    /** The command as its rule saw it, as JSON; on the first of its events. Personal data in it are sealed. */
    public static final String COMMAND = "command";

    private EventMetadata() {}
}
