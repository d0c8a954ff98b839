package org.muster.benchmark.ours;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.muster.eventstore.PostgresEventStorageEngine;
import org.muster.eventstore.api.StoredEvent;
import org.muster.eventstore.log.EventLog;

/** Those who follow the store: by its log, as the publisher does, and by Axon's stream. */
final class Readers {

    private static final int PAGE = 1_000;
    private static final Duration LOOK = Duration.ofMillis(200);

    private Readers() {}

    static AutoCloseable byLog(EventLog log, LongConsumer arrived) {
        long head = log.head();
        Thread reader = Thread.ofPlatform().name("reader").daemon().start(() -> {
            long position = head;
            try {
                while (!Thread.interrupted()) {
                    if (log.awaitAfter(position, LOOK)) {
                        for (StoredEvent event : log.readAfter(position, PAGE)) {
                            position = event.position();
                            arrived.accept(position);
                        }
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return () -> {
            reader.interrupt();
            reader.join();
        };
    }

    static AutoCloseable byStream(PostgresEventStorageEngine engine, LongConsumer arrived) {
        MessageStream<EventMessage> stream = engine.stream(
                StreamingCondition.conditionFor(
                        new GlobalSequenceTrackingToken(engine.log().head()), EventCriteria.havingAnyTag()),
                null);
        Object oneAtATime = new Object();
        stream.setCallback(() -> {
            synchronized (oneAtATime) {
                for (Optional<MessageStream.Entry<EventMessage>> next = stream.next();
                        next.isPresent();
                        next = stream.next()) {
                    arrived.accept(TrackingToken.fromContext(next.get())
                            .orElseThrow()
                            .position()
                            .orElseThrow());
                }
            }
        });
        return stream::close;
    }
}
