package org.muster.commandside.intake;

import java.util.List;

/** The answer to one command. */
public sealed interface Outcome permits Ruling, Outcome.Unacceptable {

    /** It was not even decided, because of what was sent. */
    sealed interface Unacceptable extends Outcome {}

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
}
