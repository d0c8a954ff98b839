package org.muster.messaging.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.muster.embedded.Database;
import org.muster.messaging.InMemorySource;
import org.muster.messaging.IncomingEvent;
import org.muster.messaging.Projection;
import org.muster.messaging.Reply;
import org.muster.messaging.SeenProjection;
import org.muster.messaging.Stage;
import org.muster.messaging.commands.CommandLoop;
import org.muster.messaging.commands.CommandLoopSettings;
import org.muster.messaging.leadership.LeaderLock;
import org.muster.messaging.projecting.CheckpointedConsumer;
import org.muster.messaging.publishing.Publisher;
import org.muster.messaging.topics.TopicSpec;
import org.muster.messaging.topics.Topics;
import org.muster.testing.TestPostgres;

/** The gauges of lag read Kafka's own measure by its name: under another name they would show 0 for ever. */
class LagGaugeTest {

    private static final Duration LIMIT = Duration.ofSeconds(180);
    private static final int COUNT = 200;
    private static final int BATCH = 10;

    private final Stage stage = Stage.onSharedKafka();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final CountDownLatch held = new CountDownLatch(1);

    @Test
    void says_how_many_events_a_projection_has_not_read() throws Exception {
        Database database = TestPostgres.freshDatabase();
        SeenProjection.createTables(database);
        InMemorySource source = new InMemorySource(1);
        source.append(COUNT);
        try (Publisher publisher =
                new Publisher(source, stage.publisher(COUNT), LeaderLock.ALWAYS, new SimpleMeterRegistry()).start()) {
            await().atMost(LIMIT).until(() -> publisher.state().position() == COUNT);
        }
        try (CheckpointedConsumer member = new CheckpointedConsumer(
                        new Held(new SeenProjection("held")),
                        database.dataSource(),
                        stage.projection("group", BATCH),
                        () -> {},
                        meters)
                .start()) {
            assertCountsWhatIsLeft("muster.projection.lag");
            assertThat(member.state().problem()).isEmpty();
        }
    }

    @Test
    void says_how_many_commands_were_not_read() throws Exception {
        CommandLoopSettings usual = stage.commands("one");
        CommandLoopSettings settings = new CommandLoopSettings(
                usual.kafka(),
                usual.commandsTopic(),
                usual.resultsTopic(),
                usual.rejectedTopic(),
                usual.groupId(),
                usual.transactionalId(),
                BATCH,
                1);
        try (Admin admin = Admin.create(stage.kafka())) {
            Topics.ensure(
                    admin,
                    List.of(
                            TopicSpec.messages(settings.commandsTopic(), 1, 1),
                            TopicSpec.messages(settings.resultsTopic(), 1, 1),
                            TopicSpec.messages(settings.rejectedTopic(), 1, 1)));
        }
        try (KafkaProducer<byte[], byte[]> sender =
                new KafkaProducer<>(stage.kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < COUNT; i++) {
                sender.send(new ProducerRecord<>(settings.commandsTopic(), "?".getBytes(StandardCharsets.UTF_8)));
            }
        }
        try (CommandLoop loop = new CommandLoop(
                        settings,
                        command -> {
                            held.await();
                            return new Reply.Rejected("MALFORMED: not a command");
                        },
                        meters)
                .start()) {
            assertCountsWhatIsLeft("muster.commands.lag");
            assertThat(loop.state().problem()).isEmpty();
        }
    }

    /** While the first batch is held, the rest is counted; markers of transactions may add a few. */
    private void assertCountsWhatIsLeft(String gauge) {
        await().atMost(LIMIT).until(() -> lag(gauge) > 0);
        assertThat(lag(gauge)).isBetween((double) COUNT - BATCH, (double) COUNT);
        held.countDown();
        await().atMost(LIMIT).until(() -> lag(gauge) == 0);
    }

    private double lag(String gauge) {
        return meters.get(gauge).gauge().value();
    }

    private final class Held implements Projection {

        private final Projection projection;

        Held(Projection projection) {
            this.projection = projection;
        }

        @Override
        public String name() {
            return projection.name();
        }

        @Override
        public void apply(Connection tx, List<IncomingEvent> batch) throws SQLException {
            try {
                held.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            projection.apply(tx, batch);
        }
    }
}
