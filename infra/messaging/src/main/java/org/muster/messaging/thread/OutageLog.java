package org.muster.messaging.thread;

import java.util.Optional;
import org.slf4j.Logger;

/** One line when something begins to fail and one when it works again, however often it is tried in between. Thread-safe. */
public final class OutageLog {

    private final Logger log;
    private final String what;
    private Optional<String> problem = Optional.empty();

    /** @param what works or does not, at the beginning of a line */
    public OutageLog(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    /** It failed. The log has the cause in full only where it is asked for details. */
    public synchronized void failed(String how, Exception cause) {
        if (problem.isEmpty()) {
            log.warn("{} {}: {}", what, how, cause.toString());
        }
        problem = Optional.of(cause.toString());
        log.debug("{} {}", what, how, cause);
    }

    /** It works. */
    public synchronized void works() {
        if (problem.isPresent()) {
            log.info("{} goes on", what);
        }
        problem = Optional.empty();
    }

    /** Why it does not work now. */
    public synchronized Optional<String> problem() {
        return problem;
    }
}
