package org.muster.commandside.completeness;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.muster.messaging.OutgoingEvent;
import org.muster.messaging.PublicationSource;

/** A source that is read no faster than so many events a second, so that reading all of it does not hold commands up. */
record PacedSource(PublicationSource source, int eventsPerSecondMax, CountDownLatch closing)
        implements PublicationSource {

    @Override
    public List<OutgoingEvent> readAfter(long position, int limit) {
        List<OutgoingEvent> page = source.readAfter(position, limit);
        try {
            if (closing.await(TimeUnit.SECONDS.toNanos(page.size()) / eventsPerSecondMax, TimeUnit.NANOSECONDS)) {
                throw new IllegalStateException("Closing");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
        return page;
    }

    @Override
    public boolean awaitAfter(long position, Duration timeout) throws InterruptedException {
        return source.awaitAfter(position, timeout);
    }

    @Override
    public long head() {
        return source.head();
    }
}
