package org.muster.commandside.intake;

import java.util.Optional;
import java.util.UUID;

/**
 * Who asks.
 *
 * @param actor the authenticated subject, recorded with every event
 * @param origin how the command came, recorded with every event
 * @param mayImport whether historical imports are allowed to this caller
 * @param mayAdminister whether administrative commands are allowed to this caller
 * @param mayAutomate whether this is Muster itself; no token makes a caller so
 */
public record Caller(String actor, Origin origin, boolean mayImport, boolean mayAdminister, boolean mayAutomate) {

    /** Somebody from outside, by whatever door. */
    public Caller(String actor, Origin origin, boolean mayImport, boolean mayAdminister) {
        this(actor, origin, mayImport, mayAdminister, false);
    }

    /**
     * Muster's own automations.
     *
     * @param cause the event that they follow
     */
    public static Caller automation(UUID cause) {
        return new Caller(
                "muster:automation",
                new Origin(Channel.AUTOMATION, Optional.empty(), Optional.of(cause.toString())),
                false,
                false,
                true);
    }

    /** By which door a command came. The names are recorded for ever. */
    public enum Channel {
        HTTP,
        /** Over HTTP, from a client that says it is Muster's command line. */
        COMMAND_LINE,
        BULK,
        IMPORT,
        KAFKA,
        AUTOMATION
    }

    /**
     * How a command came.
     *
     * @param channel by which door
     * @param client the system that sent it, where the token says it beside the subject
     * @param cause the event that it follows, where Muster sent it by itself
     */
    public record Origin(Channel channel, Optional<String> client, Optional<String> cause) {

        /** By a door, and nothing else is known. */
        public static Origin of(Channel channel) {
            return new Origin(channel, Optional.empty(), Optional.empty());
        }
    }
}
