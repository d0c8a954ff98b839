package org.muster.messaging.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.muster.messaging.publishing.PublisherTest.publishTo;
import static org.muster.messaging.publishing.PublisherTest.transactional;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.muster.messaging.InMemorySource;
import org.muster.messaging.OutgoingEvent;
import org.muster.messaging.Stage;
import org.muster.messaging.leadership.LeaderLock;
import org.muster.messaging.wire.CloudEventsCodec;
import org.muster.messaging.wire.EventDigest;

/** Events that are on the topic and that no statement speaks of, on a real broker: they are stated, and never published again. */
class UnstatedEventsTest {

    private static final int KEYS = 50;

    /** As a client's race once made them: the event is committed and nothing says so. */
    @Test
    void continues_after_events_that_no_statement_speaks_of() throws Exception {
        Stage stage = Stage.onSharedKafka();
        InMemorySource source = new InMemorySource(KEYS);
        publishTo(source, stage, source.append(10));
        source.append(5);
        try (KafkaProducer<String, byte[]> past = transactional(stage, "past")) {
            commitUnstated(past, stage, source.readAfter(10, 3));
            past.beginTransaction();
            past.send(CloudEventsCodec.toRecord(
                            stage.eventsTopic(), source.readAfter(13, 1).getFirst()))
                    .get(30, TimeUnit.SECONDS);
            past.abortTransaction();
        }

        publishTo(source, stage, 13);
        publishTo(source, stage, 15);
        publishTo(source, stage, source.append(5));

        stage.assertPublishedOnce(20);
        assertThat(stated(stage)).isEqualTo(20);
    }

    /** Readers wait for the statement, and there may be no next event for hours. */
    @Test
    void are_stated_at_the_start_though_nothing_is_to_be_published() throws Exception {
        Stage stage = Stage.onSharedKafka();
        InMemorySource source = new InMemorySource(KEYS);
        publishTo(source, stage, source.append(10));
        source.append(3);
        try (KafkaProducer<String, byte[]> past = transactional(stage, "past")) {
            commitUnstated(past, stage, source.readAfter(10, 3));
        }
        assertThat(stage.publication().position()).isEqualTo(10);

        try (Publisher publisher =
                new Publisher(source, stage.publisher(7), LeaderLock.ALWAYS, new SimpleMeterRegistry()).start()) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> stage.publication().position() == 13);
            assertThat(publisher.state().position()).isEqualTo(13);
        }

        stage.assertPublishedOnce(13);
        assertThat(stated(stage)).isEqualTo(13);
        publishTo(source, stage, source.append(4));
        stage.assertPublishedOnce(17);
    }

    private static void commitUnstated(KafkaProducer<String, byte[]> past, Stage stage, List<OutgoingEvent> events)
            throws Exception {
        past.beginTransaction();
        for (OutgoingEvent event : events) {
            past.send(CloudEventsCodec.toRecord(stage.eventsTopic(), event)).get(30, TimeUnit.SECONDS);
        }
        past.commitTransaction();
    }

    private static long stated(Stage stage) {
        return stage.publication().digests().values().stream()
                .mapToLong(EventDigest::events)
                .sum();
    }
}
