package org.muster.eventstore.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The threads that work beside the writer: started together, and stopped together within a limit. */
public final class BackgroundThreads {

    /** A thread that was interrupted and whose connection was cut has nothing left to wait for. */
    private static final Duration CUT_TIMEOUT = Duration.ofMillis(500);

    private record Part(Thread thread, Runnable stop, Runnable cut) {}

    private final List<Part> parts = new ArrayList<>();

    /**
     * @param stop asks the task to end by itself
     * @param cut ends what the task does on its connection
     */
    public void add(String name, Runnable task, Runnable stop, Runnable cut) {
        parts.add(
                new Part(Thread.ofPlatform().name("eventstore-" + name).daemon().unstarted(task), stop, cut));
    }

    public void start() {
        parts.forEach(part -> part.thread().start());
    }

    /**
     * Stops all. A task that has not ended within the time is interrupted and its connection is cut.
     *
     * @param patience how long all together may take to end by themselves
     */
    public void stop(Duration patience) {
        parts.forEach(part -> part.stop().run());
        long deadline = System.nanoTime() + patience.toNanos();
        for (Part part : parts) {
            if (!join(part.thread(), Duration.ofNanos(deadline - System.nanoTime()))) {
                part.thread().interrupt();
                part.cut().run();
            }
        }
        parts.forEach(part -> join(part.thread(), CUT_TIMEOUT));
    }

    /** @return whether the thread has ended; false when it has not in the time, or when the caller is interrupted */
    public static boolean join(Thread thread, Duration timeout) {
        try {
            return thread.join(timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
