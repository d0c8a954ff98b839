package org.muster.commandside.intake;

import java.util.List;
import org.muster.commands.Warning;

/** What a command would be answered. Nothing was recorded, and nothing is promised: others may change what it depends on. */
public sealed interface DryRunResult {

    /**
     * The command would be accepted.
     *
     * @param eventTypes the CloudEvents types of the events that would be recorded, in order; at least one
     * @param warnings what the caller should know though the command would be accepted
     * @param repeated whether a command of this id is recorded already, so that sending it gets the first answer again
     */
    record Accepted(List<String> eventTypes, List<Warning> warnings, boolean repeated) implements DryRunResult {
        public Accepted {
            eventTypes = List.copyOf(eventTypes);
            warnings = List.copyOf(warnings);
        }
    }

    /** The command would not be accepted, or nobody can say now. */
    record NotAccepted(CommandResult.NotAccepted why) implements DryRunResult {}
}
