package org.muster.readmodels;

/**
 * A fold refuses an event: by what the rows say, it cannot have happened. The message names the row's key and the reason, and
 * no other value, because it is shown to administrators.
 */
public final class ImpossibleEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param why names no value that could be a person's */
    public ImpossibleEventException(String why) {
        super(why);
    }

    private ImpossibleEventException(String why, Throwable cause) {
        super(why, cause);
    }

    /** For a fold that failed without saying why. */
    static ImpossibleEventException of(RuntimeException failure) {
        return failure instanceof ImpossibleEventException impossible
                ? impossible
                : new ImpossibleEventException(
                        "the fold fails with " + failure.getClass().getName(), failure);
    }
}
