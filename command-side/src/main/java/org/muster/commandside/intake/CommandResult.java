package org.muster.commandside.intake;

import java.util.List;
import java.util.Map;
import org.muster.commands.RefusalCode;
import org.muster.commands.Warning;

/** The result of one command. Each door renders it in its own form. */
public sealed interface CommandResult {

    /**
     * The command is accepted and its events are durable. A repeated command gets the same result.
     *
     * @param events what was recorded, in order; at least one
     * @param warnings what the caller should know though the command was accepted
     * @param repeated whether it had been recorded before this call
     */
    record Accepted(List<EventReference> events, List<Warning> warnings, boolean repeated) implements CommandResult {
        public Accepted {
            events = List.copyOf(events);
            warnings = List.copyOf(warnings);
        }

        /** The position of the last event. */
        public long position() {
            return events.getLast().position();
        }
    }

    /** Nothing was recorded by this call, or nobody can say; a door renders it as a problem. */
    sealed interface NotAccepted extends CommandResult {}

    /**
     * A rule refused the command; nothing was recorded. Sent again, it may be accepted.
     *
     * @param code stable API
     * @param details what decided it, by name
     */
    record Refused(RefusalCode code, Map<String, Object> details) implements NotAccepted {
        public Refused {
            details = Map.copyOf(details);
        }
    }

    /** Nothing is wrong with the command: sent again later, with the same id, it may be accepted. */
    sealed interface Temporary extends NotAccepted {}

    /** Others kept changing what the rule reads; nothing was recorded. */
    record Contended() implements Temporary {}

    /** Too many commands are waiting; nothing was recorded. */
    record Overloaded() implements Temporary {}

    /**
     * The store is unavailable or did not answer in time. Sent again with the same id, the command is recorded once,
     * whatever happened to this attempt.
     *
     * @param outcomeUnknown whether the events may have been recorded
     */
    record Unavailable(boolean outcomeUnknown) implements Temporary {}

    /** No rule saw the command, because of what was sent. Sent again, it gets the same result. */
    sealed interface Unacceptable extends NotAccepted, Validation {}

    /** This id was used before, for another command or another body. */
    record IdReused() implements Unacceptable {}

    /** There is no command of this name. */
    record UnknownCommand(String name) implements Unacceptable {}

    /**
     * The body is not JSON.
     *
     * @param detail where and why, without quoting it
     */
    record Malformed(String detail) implements Unacceptable {}

    /** The body does not follow the command's schema; every bad field is named. */
    record Invalid(List<FieldError> errors) implements Unacceptable {
        public Invalid {
            errors = List.copyOf(errors);
        }
    }

    /** {@code imported} is set and the caller may not import. */
    record ImportNotAllowed() implements Unacceptable {}

    /** The command is administrative and the caller is no administrator. */
    record AdministrationNotAllowed() implements Unacceptable {}

    /** The command is one that only Muster's own automations send. */
    record AutomationNotAllowed() implements Unacceptable {}
}
