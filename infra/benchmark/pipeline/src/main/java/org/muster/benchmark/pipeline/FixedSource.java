package org.muster.benchmark.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.muster.messaging.OutgoingEvent;
import org.muster.messaging.PublicationSource;

/** Facts in memory, of which the first so many can be read: publication alone is measured, not the store that it reads. */
final class FixedSource implements PublicationSource {

    private final List<OutgoingEvent> facts;
    private int released;

    FixedSource(List<OutgoingEvent> facts) {
        this.facts = facts;
    }

    /** Lets the first so many be read. */
    synchronized void release(int count) {
        released = count;
        notifyAll();
    }

    @Override
    public synchronized List<OutgoingEvent> readAfter(long position, int limit) {
        int from = Math.toIntExact(position);
        return facts.subList(from, Math.max(from, Math.min(released, from + limit)));
    }

    @Override
    public synchronized boolean awaitAfter(long position, Duration timeout) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        while (released <= position) {
            long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
            if (leftMillis <= 0) {
                return false;
            }
            wait(leftMillis);
        }
        return true;
    }

    @Override
    public long head() {
        return released;
    }
}
