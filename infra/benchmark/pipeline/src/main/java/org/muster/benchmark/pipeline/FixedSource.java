package org.muster.benchmark.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.muster.messaging.OutgoingEvent;
import org.muster.messaging.PublicationSource;

/** Facts in memory, of which the first so many can be read: publication alone is measured, not the store that it reads. */
final class FixedSource implements PublicationSource {

    private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private final List<OutgoingEvent> facts;
    private volatile int released;

    FixedSource(List<OutgoingEvent> facts) {
        this.facts = facts;
    }

    /** Lets the first so many be read. */
    void release(int count) {
        released = count;
    }

    @Override
    public List<OutgoingEvent> readAfter(long position, int limit) {
        int from = Math.toIntExact(position);
        return facts.subList(from, Math.max(from, Math.min(released, from + limit)));
    }

    @Override
    public boolean awaitAfter(long position, Duration timeout) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        while (released <= position && System.nanoTime() < deadlineNanos) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return released > position;
    }

    @Override
    public long head() {
        return released;
    }
}
