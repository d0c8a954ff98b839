package org.muster.cli.access;

/** What the process ends with: scripts branch on it. */
public final class ExitCode {

    public static final int OK = 0;

    /** A rule refused the command, or one of many. */
    public static final int REFUSED = 1;

    /** The command line is wrong, or a file on it cannot be read. */
    public static final int USAGE = 2;

    /** Muster cannot be reached, or is too busy: the same again later may do. */
    public static final int UNAVAILABLE = 3;

    /** There is no token, or it may not do this. */
    public static final int NOT_PERMITTED = 4;

    /** What was sent is not as it must be; the fields are named. */
    public static final int INVALID = 5;

    /** A fault of this program. */
    public static final int BUG = 70;

    private ExitCode() {}

    /** The code for an HTTP status; that of a report or a command that is fine is {@link #OK}. */
    public static int of(int status) {
        return switch (status) {
            case 401, 403 -> NOT_PERMITTED;
            case 409 -> REFUSED;
            case 408, 429 -> UNAVAILABLE;
            default -> status < 400 ? OK : status < 500 ? INVALID : UNAVAILABLE;
        };
    }
}
