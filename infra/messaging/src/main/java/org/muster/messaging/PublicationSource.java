package org.muster.messaging;

import java.time.Duration;
import java.util.List;
import org.muster.messaging.publishing.Publisher;

/**
 * What a {@link Publisher} publishes: a sequence that only grows, in which no event ever appears below a position that was
 * already read. Exceptions mean that it is broken or away for now: the publisher tries again.
 */
public interface PublicationSource {

    /** The events after {@code position} in order, at most {@code limit}; none if that is the end. */
    List<OutgoingEvent> readAfter(long position, int limit);

    /**
     * Waits until there is something after {@code position}.
     *
     * @return whether there is; false means that the time is up
     */
    boolean awaitAfter(long position, Duration timeout) throws InterruptedException;

    /** The position of the last event, 0 if there is none; it may be a moment old, being for the lag metric only. */
    long head();
}
