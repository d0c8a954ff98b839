package org.muster.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.muster.embedded.Database;
import org.muster.messaging.leadership.LeaderLock;
import org.muster.messaging.projecting.CheckpointedConsumer;
import org.muster.messaging.projecting.ProjectionState.Phase;
import org.muster.messaging.publishing.Publisher;
import org.muster.messaging.wire.FencingProducers;
import org.muster.messaging.wire.ProducerSends;
import org.muster.testing.TestPostgres;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What spring-kafka does by default and would break a promise here. */
class SpringKafkaTrapsTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int KEYS = 20;

    /** DefaultErrorHandler tries nine times again and then gives a batch up. */
    private static final int FAILURES = 12;

    private final Stage stage = Stage.onSharedKafka();
    private final InMemorySource source = new InMemorySource(KEYS);
    private final SeenProjection seen = new SeenProjection("seen");
    private final Database database = TestPostgres.freshDatabase();

    @BeforeEach
    void createTables() throws Exception {
        SeenProjection.createTables(database);
    }

    @Test
    @DisplayName("a group without offsets begins where the database says, though auto.offset.reset is none")
    void offsets_are_kept_in_the_database_only() throws Exception {
        source.append(40);
        try (Publisher publisher = publisher()) {
            try (CheckpointedConsumer member = member(seen, "one")) {
                awaitSeen(40);
                assertThat(member.state().phase()).isEqualTo(Phase.RUNNING);
            }
            source.append(40);
            try (CheckpointedConsumer member = member(seen, "never seen before")) {
                awaitSeen(80);
                assertThat(member.state().phase()).isEqualTo(Phase.RUNNING);
                assertThat(publisher.state().position()).isEqualTo(80);
            }
        }
        assertExactlyOnce(80);
        assertNoOffsetsInKafka("one");
        assertNoOffsetsInKafka("never seen before");
    }

    @Test
    @DisplayName("a batch that fails more often than spring-kafka retries is neither discarded nor committed")
    void nothing_is_discarded() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        Projection failing = new Projection() {
            @Override
            public String name() {
                return seen.name();
            }

            @Override
            public void apply(Connection tx, List<IncomingEvent> batch) throws SQLException {
                if (failures.incrementAndGet() <= FAILURES) {
                    throw new SQLTransientException("busy");
                }
                seen.apply(tx, batch);
            }
        };
        source.append(40);
        try (Publisher publisher = publisher();
                CheckpointedConsumer member = member(failing, "group")) {
            awaitSeen(40);
            await().atMost(LIMIT).until(() -> member.state().phase() == Phase.RUNNING);
            assertThat(publisher.state().position()).isEqualTo(40);
        }
        assertThat(failures).hasValueGreaterThan(FAILURES);
        assertExactlyOnce(40);
        assertNoOffsetsInKafka("group");
    }

    /** As another member does that had the partitions meanwhile; here it set the projection back to its beginning. */
    @Test
    @DisplayName("a member whose checkpoints were moved by another goes on from there at once")
    void partitions_are_placed_again() throws Exception {
        source.append(40);
        try (Publisher publisher = publisher();
                CheckpointedConsumer member = member(seen, "group")) {
            awaitSeen(40);
            JdbcClient jdbc = JdbcClient.create(database.dataSource());
            jdbc.sql("""
                    WITH gone AS (DELETE FROM seen)
                    UPDATE projection_checkpoint SET next_offset = 0, last_position = 0, events = 0, digest = 0,
                        leader_epoch = NULL""").update();
            source.append(40);
            awaitSeen(80);
            assertThat(member.state().phase()).isEqualTo(Phase.RUNNING);
            assertThat(publisher.state().position()).isEqualTo(80);
        }
        assertExactlyOnce(80);
    }

    @Test
    @DisplayName("a record that Kafka refuses is logged neither with its key nor as an error")
    void keys_are_not_logged() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger("org.springframework.kafka");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.list = Collections.synchronizedList(new ArrayList<>());
        log.start();
        logger.addAppender(log);
        Map<String, Object> small = new HashMap<>(stage.kafka());
        small.put("max.request.size", 1_000);
        FencingProducers<String> producers = new FencingProducers<>(
                small,
                stage.prefix() + "keys",
                new StringSerializer(),
                config -> new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer()));
        try {
            assertThatThrownBy(() -> producers.commit((producer, operations) -> {
                        ProducerSends<String> sends = new ProducerSends<>(producer, LIMIT);
                        sends.send(new ProducerRecord<>(stage.publicationTopic(), "Jane Doe", new byte[2_000]));
                        return sends.await();
                    }))
                    .isInstanceOf(KafkaException.class);
        } finally {
            producers.destroy();
            logger.detachAppender(log);
        }
        assertThat(log.list)
                .noneMatch(event -> event.getFormattedMessage().contains("Jane"))
                .noneMatch(event ->
                        event.getLevel() == Level.ERROR && event.getLoggerName().contains("ProducerListener"));
    }

    private Publisher publisher() {
        return new Publisher(source, stage.publisher(40), LeaderLock.ALWAYS, new SimpleMeterRegistry()).start();
    }

    private CheckpointedConsumer member(Projection projection, String group) {
        return new CheckpointedConsumer(
                        projection,
                        database.dataSource(),
                        stage.projection(group, 100),
                        () -> {},
                        new SimpleMeterRegistry())
                .start();
    }

    private void awaitSeen(int count) {
        await().atMost(LIMIT).until(() -> seen.count(database) >= count);
    }

    private void assertExactlyOnce(int count) throws SQLException {
        assertThat(seen.positions(database, "%"))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, count).boxed().toList());
    }

    private void assertNoOffsetsInKafka(String group) throws Exception {
        try (Admin admin = Admin.create(stage.kafka())) {
            assertThat(admin.listConsumerGroupOffsets(stage.prefix() + group)
                            .partitionsToOffsetAndMetadata()
                            .get(30, TimeUnit.SECONDS))
                    .isEmpty();
        }
    }
}
