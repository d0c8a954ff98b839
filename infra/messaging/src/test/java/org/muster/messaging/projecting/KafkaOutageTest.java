package org.muster.messaging.projecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.stream.LongStream;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.muster.embedded.Database;
import org.muster.embedded.LocalKafka;
import org.muster.messaging.FaultyProducers;
import org.muster.messaging.InMemorySource;
import org.muster.messaging.SeenProjection;
import org.muster.messaging.Stage;
import org.muster.messaging.leadership.LeaderLock;
import org.muster.messaging.publishing.Publisher;
import org.muster.messaging.publishing.PublisherState;
import org.muster.testing.TestPostgres;

/** On a broker of its own, which goes away and comes back. */
class KafkaOutageTest {

    private static final Duration LIMIT = Duration.ofSeconds(180);
    private static final int STORED_BEFORE = 100;
    private static final int STORED_MEANWHILE = 200;

    private static LocalKafka kafka;

    @BeforeAll
    static void startKafka() {
        kafka = LocalKafka.temporary();
    }

    @AfterAll
    static void closeKafka() {
        kafka.close();
    }

    /** Failing sends and commits, lost answers, a broker that restarts, publishers that end and begin. */
    @Test
    void publishes_every_event_exactly_once_and_in_order_whatever_fails() {
        InMemorySource source = new InMemorySource(50);
        FaultyProducers<String> faulty = new FaultyProducers<>(19920315, new StringSerializer());
        Stage stage = Stage.on(kafka.bootstrapServers());
        try (Publisher publisher = faultyPublisher(source, stage, faulty)) {
            source.append(1500);
            await().atMost(LIMIT).until(() -> publisher.state().position() >= 700);
            kafka.stop();
            source.append(1500);
            kafka.start();
            await().atMost(LIMIT).until(() -> publisher.state().position() == 3000);
        }
        source.append(2000);
        try (Publisher publisher = faultyPublisher(source, stage, faulty)) {
            await().atMost(LIMIT).until(() -> publisher.state().position() == 5000);
        }

        assertThat(faulty.failures).as("injected failures").hasValueGreaterThan(5);
        stage.assertPublishedOnce(5000);
    }

    private static Publisher faultyPublisher(InMemorySource source, Stage stage, FaultyProducers<String> faulty) {
        return new Publisher(source, stage.publisher(100), LeaderLock.ALWAYS, new SimpleMeterRegistry(), faulty)
                .start();
    }

    @Test
    void everybody_says_that_kafka_is_away_lags_grow_and_then_drain() throws Exception {
        Database database = TestPostgres.freshDatabase();
        SeenProjection.createTables(database);
        SeenProjection seen = new SeenProjection("seen");
        InMemorySource source = new InMemorySource(20);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Stage stage = Stage.on(kafka.bootstrapServers());
        try (Publisher publisher = new Publisher(
                                source, stage.publisher(100, Duration.ofSeconds(2)), LeaderLock.ALWAYS, meters)
                        .start();
                CheckpointedConsumer member = new CheckpointedConsumer(
                                seen, database.dataSource(), stage.projection("group", 100), () -> {}, meters)
                        .start()) {
            source.append(STORED_BEFORE);
            await().atMost(LIMIT).until(() -> seen.count(database) == STORED_BEFORE);
            assertThat(value(meters, "muster.publisher.lag.seconds")).isZero();
            assertThat(value(meters, "muster.projection.kafka.reachable")).isEqualTo(1);

            kafka.stop();
            source.append(STORED_MEANWHILE);

            // One after the other: each leaves its state for a moment whenever it tries again.
            await().atMost(LIMIT).until(() -> publisher.state().phase() == PublisherState.Phase.RETRYING);
            await().atMost(LIMIT).until(() -> member.state().phase() == ProjectionState.Phase.WAITING);
            assertThat(member.state().problem())
                    .hasValueSatisfying(problem -> assertThat(problem).contains("Kafka does not answer"));
            assertThat(value(meters, "muster.projection.kafka.reachable")).isZero();
            assertThat(value(meters, "muster.projection.running")).isZero();
            assertThat(value(meters, "muster.publisher.lag")).isEqualTo(STORED_MEANWHILE);
            double before = value(meters, "muster.publisher.lag.seconds");
            assertThat(before).isPositive();
            await().atMost(LIMIT).until(() -> value(meters, "muster.publisher.lag.seconds") > before);

            kafka.start();

            await().atMost(LIMIT).until(() -> seen.count(database) == STORED_BEFORE + STORED_MEANWHILE);
            await().atMost(LIMIT).until(() -> member.state().phase() == ProjectionState.Phase.RUNNING);
            await().atMost(LIMIT).until(() -> value(meters, "muster.publisher.lag.seconds") == 0);
            assertThat(value(meters, "muster.projection.kafka.reachable")).isEqualTo(1);
        }
        assertThat(seen.positions(database, "%"))
                .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, STORED_BEFORE + STORED_MEANWHILE)
                        .boxed()
                        .toList());
    }

    private static double value(SimpleMeterRegistry meters, String name) {
        return meters.get(name).gauge().value();
    }
}
