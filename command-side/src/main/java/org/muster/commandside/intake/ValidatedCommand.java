package org.muster.commandside.intake;

import java.util.Optional;
import java.util.UUID;
import org.muster.commands.Command;

/**
 * A command that follows its schema and that its caller may send.
 *
 * @param id the same id is the same command
 * @param command what is asked for; may hold personal data in clear
 * @param digest keyed digest of name and body as they were sent: tells a repeat from another command under the same id
 * @param actor who asks
 * @param origin how it came
 * @param traceparent W3C trace context
 */
public record ValidatedCommand(
        UUID id, Command command, String digest, String actor, Caller.Origin origin, Optional<String> traceparent)
        implements Validation {

    /** The command's name in the catalog. */
    public String name() {
        return command.getClass().getSimpleName();
    }

    /** The same command under another digest. */
    ValidatedCommand withDigest(String other) {
        return new ValidatedCommand(id, command, other, actor, origin, traceparent);
    }

    /** Keeps personal data out of logs, whatever prints this. */
    @Override
    public String toString() {
        return "ValidatedCommand[%s %s]".formatted(name(), id);
    }
}
