package org.muster.commandside.intake;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Takes note of every command that a rule refused. It is called on the command's own thread, and must return at once. */
@FunctionalInterface
public interface RefusalSink {

    /**
     * A refused command.
     *
     * @param commandId its id
     * @param command its name in the catalog
     * @param actor who sent it
     * @param code why it was refused
     * @param details what decided it; no rule knows who a person is
     * @param payload the command as the rule saw it, as JSON; absent where that holds sealed personal data
     * @param after it was decided on a state after this position, or at it
     * @param upTo and before the next event after this one
     * @param at when
     */
    record Refusal(
            String commandId,
            String command,
            String actor,
            String code,
            Map<String, Object> details,
            Optional<String> payload,
            long after,
            long upTo,
            Instant at) {}

    void refused(Refusal refusal);
}
