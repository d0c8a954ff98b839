package org.muster.web.limits;

import java.util.HashMap;
import java.util.Map;
import org.muster.web.problem.Problem;
import org.muster.web.problem.WebProblem;

/**
 * Places for what takes long, such as a stream: so many altogether, and so many for one caller, so that nobody can take them
 * all.
 */
public final class Places {

    private final int all;
    private final int perCaller;
    private final Map<String, Integer> taken = new HashMap<>();
    private int takenByAll;

    public Places(int all, int perCaller) {
        this.all = all;
        this.perCaller = perCaller;
    }

    /** A place that was taken, until it is closed. Closing it again does nothing. */
    public interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Takes a place.
     *
     * @throws org.muster.web.problem.ProblemException 429 if the caller has as many as one may have, 503 if there is none
     */
    public synchronized Place take(String caller) {
        int own = taken.getOrDefault(caller, 0);
        if (own >= perCaller) {
            throw Problem.of(WebProblem.TOO_MANY_REQUESTS, "One caller may have " + perCaller + " of these at a time")
                    .exception();
        }
        if (takenByAll >= all) {
            throw Problem.of(WebProblem.TOO_BUSY).exception();
        }
        taken.put(caller, own + 1);
        takenByAll++;
        return new Place() {

            private boolean open = true;

            @Override
            public void close() {
                synchronized (Places.this) {
                    if (open) {
                        open = false;
                        takenByAll--;
                        taken.computeIfPresent(caller, (name, count) -> count == 1 ? null : count - 1);
                    }
                }
            }
        };
    }

    public synchronized int taken() {
        return takenByAll;
    }
}
