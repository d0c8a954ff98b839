package org.muster.messaging.thread;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that works until it is closed: asked to end after what it has in hand, and interrupted if it does not. */
public final class WorkThread implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WorkThread.class);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    private final Thread thread;
    private final Semaphore calls = new Semaphore(0);
    private volatile boolean closing;

    /** @param work returns soon after {@link #isClosing()} or an interrupt */
    public WorkThread(String name, Runnable work) {
        this.thread = Thread.ofPlatform().name(name).unstarted(work);
    }

    /** Begins the work, once. */
    public void start() {
        thread.start();
    }

    public boolean isClosing() {
        return closing;
    }

    /** The work's own pause: this long, or until it is called or closed. */
    public void rest(Duration atMost) throws InterruptedException {
        if (calls.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            calls.drainPermits();
        }
    }

    /** Ends a rest, the next one if there is none now. */
    public void call() {
        calls.release();
    }

    /** Asks it to end, and waits until it has. */
    @Override
    public void close() {
        closing = true;
        call();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            if (!thread.join(CLOSE_TIMEOUT)) {
                log.warn("Thread {} does not end in order: interrupting it", thread.getName());
                thread.interrupt();
                thread.join(CLOSE_TIMEOUT);
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
