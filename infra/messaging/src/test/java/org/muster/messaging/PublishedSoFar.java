package org.muster.messaging;

import java.time.Duration;
import org.muster.messaging.wire.WatermarkLog;

/** Follows the committed statements of how far publication is, whoever makes them, through outages of the broker. */
public final class PublishedSoFar implements AutoCloseable {

    private static final Duration POLL_TIMEOUT = Duration.ofMillis(50);

    private final Thread thread;
    private volatile boolean closing;
    private volatile long position;

    public PublishedSoFar(Stage stage) {
        thread = Thread.ofPlatform().name("published-so-far").start(() -> follow(stage));
    }

    public long position() {
        return position;
    }

    private void follow(Stage stage) {
        try (WatermarkLog log = WatermarkLog.toFollow(stage.kafka(), stage.publicationTopic(), stage.eventsTopic())) {
            log.seek(0);
            while (!closing) {
                log.poll(POLL_TIMEOUT)
                        .forEach(located -> position = located.publication().position());
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
