package org.muster.benchmark.kit;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;

/** A subject whose events can be followed while they are stored. */
public interface Followed {

    /** Completes with the event's position as soon as it is acknowledged; nothing is decided. */
    CompletionStage<Long> append(Deployment fact);

    /** The ways to follow it that there are. */
    Set<String> ways();

    /**
     * Follows it from its end on.
     *
     * @param arrived is told each position as soon as the reader has that event, by one thread at a time, in order
     * @return ends it
     */
    AutoCloseable follow(String way, LongConsumer arrived);
}
