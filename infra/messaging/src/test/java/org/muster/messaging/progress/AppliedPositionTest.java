package org.muster.messaging.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.muster.embedded.Database;
import org.muster.messaging.InMemorySource;
import org.muster.messaging.SeenProjection;
import org.muster.messaging.Stage;
import org.muster.messaging.leadership.LeaderLock;
import org.muster.messaging.projecting.CheckpointedConsumer;
import org.muster.messaging.projecting.ProjectionState;
import org.muster.messaging.publishing.Publisher;
import org.muster.messaging.publishing.PublisherState;
import org.muster.messaging.wire.KafkaClients;
import org.muster.testing.TestPostgres;

class AppliedPositionTest {

    private static final Duration LIMIT = Duration.ofSeconds(180);

    private final Stage stage = Stage.onSharedKafka();
    private final InMemorySource source = new InMemorySource(20);
    private final SeenProjection seen = new SeenProjection("seen");
    private final Database database = TestPostgres.freshDatabase();

    /** Four writers read their own writes through two members, one of which only the database knows of. */
    @Test
    void never_says_applied_before_everything_up_to_there_is_readable() throws Exception {
        SeenProjection.createTables(database);
        try (AppliedPosition applied = appliedPosition();
                Publisher publisher = publisher();
                CheckpointedConsumer here = member(() -> applied.checkpointMoved(seen.name()));
                CheckpointedConsumer elsewhere = member(() -> {});
                ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> results = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                Callable<Void> writeAndRead = () -> {
                    for (int i = 0; i < 15; i++) {
                        long position = source.append(1 + i % 3);
                        assertThat(applied.awaitApplied(seen.name(), position, LIMIT))
                                .isTrue();
                        assertThat(seen.positions(database, "%"))
                                .containsAll(LongStream.rangeClosed(1, position)
                                        .boxed()
                                        .toList());
                    }
                    return null;
                };
                results.add(writers.submit(writeAndRead));
            }
            for (Future<Void> result : results) {
                result.get();
            }
            assertThat(applied.publishedPosition()).isEqualTo(source.head());
            assertThat(applied.appliedPosition(seen.name())).isEqualTo(source.head());
            assertThat(publisher.state().position()).isEqualTo(source.head());
            assertThat(List.of(here.state().phase(), elsewhere.state().phase()))
                    .containsOnly(ProjectionState.Phase.RUNNING);
        }
    }

    @Test
    void knows_after_a_restart_what_was_applied_and_answers_false_when_the_time_is_up() throws Exception {
        SeenProjection.createTables(database);
        long published = source.append(50);
        try (AppliedPosition applied = appliedPosition();
                Publisher publisher = publisher()) {
            assertThat(applied.awaitApplied(seen.name(), 0, Duration.ZERO)).isTrue();
            try (CheckpointedConsumer member = member(() -> {})) {
                assertThat(applied.awaitApplied(seen.name(), published, LIMIT)).isTrue();
                assertThat(member.state().phase()).isEqualTo(ProjectionState.Phase.RUNNING);
            }
            assertThat(applied.awaitApplied(seen.name(), source.append(1), Duration.ofMillis(300)))
                    .isFalse();
            assertThat(applied.awaitApplied("unheard-of", 1, Duration.ofMillis(50)))
                    .isFalse();
            assertThat(publisher.state().phase()).isEqualTo(PublisherState.Phase.PUBLISHING);
        }
        try (AppliedPosition restarted = appliedPosition()) {
            assertThat(restarted.awaitApplied(seen.name(), published, LIMIT)).isTrue();
            assertThat(restarted.appliedPosition(seen.name())).isEqualTo(published);
        }
    }

    /** Neither while Kafka is unavailable, nor when old statements are no longer there, nor when the topic was made anew. */
    @Test
    void never_goes_back_whatever_a_process_hears_after_its_start() throws Exception {
        SeenProjection.createTables(database);
        long published = source.append(50);
        try (AppliedPosition applied = appliedPosition();
                Publisher publisher = publisher();
                CheckpointedConsumer member = member(() -> {})) {
            assertThat(applied.awaitApplied(seen.name(), published, LIMIT)).isTrue();
            assertThat(publisher.state().phase()).isEqualTo(PublisherState.Phase.PUBLISHING);
            assertThat(member.state().phase()).isEqualTo(ProjectionState.Phase.RUNNING);
        }
        try (AppliedPosition silent = new AppliedPosition(
                        database.dataSource(),
                        KafkaClients.of(Map.of("bootstrap.servers", "localhost:1")),
                        stage.publicationTopic(),
                        stage.eventsTopic())
                .start()) {
            assertThat(silent.appliedPosition(seen.name())).isEqualTo(published);
        }
        source.append(20);
        try (Publisher ahead = publisher()) {
            await().atMost(LIMIT).until(() -> ahead.state().position() == source.head());
        }
        try (Admin admin = Admin.create(stage.kafka())) {
            TopicPartition statements = new TopicPartition(stage.publicationTopic(), 0);
            long end = admin.listOffsets(Map.of(statements, OffsetSpec.latest()))
                    .partitionResult(statements)
                    .get()
                    .offset();
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, stage.publicationTopic());
            AlterConfigOp deletable =
                    new AlterConfigOp(new ConfigEntry("cleanup.policy", "compact,delete"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(topic, List.of(deletable)))
                    .all()
                    .get();
            // As compaction does. Before the last statement and the marker of its transaction.
            admin.deleteRecords(Map.of(statements, RecordsToDelete.beforeOffset(end - 2)))
                    .all()
                    .get();
        }
        try (AppliedPosition late = appliedPosition()) {
            assertThat(late.appliedPosition(seen.name())).isEqualTo(published);
            assertThat(late.publishedPosition()).isEqualTo(published + 20);
        }
    }

    private AppliedPosition appliedPosition() {
        return new AppliedPosition(
                        database.dataSource(), stage.clients(), stage.publicationTopic(), stage.eventsTopic())
                .start();
    }

    private Publisher publisher() {
        return new Publisher(source, stage.publisher(40), LeaderLock.ALWAYS, new SimpleMeterRegistry()).start();
    }

    private CheckpointedConsumer member(Runnable afterCommit) {
        return new CheckpointedConsumer(
                        seen,
                        database.dataSource(),
                        stage.projection("group", 10),
                        afterCommit,
                        new SimpleMeterRegistry())
                .start();
    }
}
