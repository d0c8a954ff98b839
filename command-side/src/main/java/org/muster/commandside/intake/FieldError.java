package org.muster.commandside.intake;

/**
 * What is wrong with one field. Never repeats the value: it may be personal.
 *
 * @param field JSON pointer into the command's body, for instance {@code /entryOnDuty}; empty for the body itself
 * @param message for people
 */
public record FieldError(String field, String message) {

    /** The message about a field that the schema does not have: its name is the sender's text. */
    public static final String NOT_A_FIELD = "is not a field of this command";

    /** The message about a member that a line of an upload does not have. */
    public static final String NOT_A_MEMBER = "is not a member of a line";

    /** Whether a message says that the field itself is not ours. */
    public static boolean isStrange(String message) {
        return message.equals(NOT_A_FIELD) || message.equals(NOT_A_MEMBER);
    }
}
