package org.muster.web.problem;

import org.slf4j.Logger;

/** A failure as the log may have it: types and places, but no messages, because those quote what was sent. */
public final class SafeFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int CAUSES_MAX = 10;

    private SafeFailure(Throwable failure, Throwable cause) {
        super(failure.getClass().getName(), cause);
        setStackTrace(failure.getStackTrace());
    }

    /** Logs, as an error, a failure that nobody expected. */
    public static void log(Logger log, String what, Throwable failure) {
        log.error("{}", what, of(failure, CAUSES_MAX));
    }

    /** The same failure without its words. */
    public static SafeFailure of(Throwable failure) {
        return of(failure, CAUSES_MAX);
    }

    private static SafeFailure of(Throwable failure, int causesMax) {
        return failure == null || causesMax == 0
                ? null
                : new SafeFailure(failure, of(failure.getCause(), causesMax - 1));
    }
}
