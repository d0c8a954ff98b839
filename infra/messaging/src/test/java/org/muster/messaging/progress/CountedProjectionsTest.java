package org.muster.messaging.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.embedded.Database;
import org.muster.messaging.FaultyDatabase;
import org.muster.messaging.InMemorySource;
import org.muster.messaging.OutgoingEvent;
import org.muster.messaging.SeenProjection;
import org.muster.messaging.Stage;
import org.muster.messaging.leadership.LeaderLock;
import org.muster.messaging.progress.PartitionCompleteness.Verdict;
import org.muster.messaging.projecting.CheckpointedConsumer;
import org.muster.messaging.projecting.ProjectionState;
import org.muster.messaging.publishing.Publisher;
import org.muster.messaging.publishing.PublisherState;
import org.muster.messaging.wire.CloudEventsCodec;
import org.muster.messaging.wire.EventDigest;
import org.muster.testing.TestPostgres;

/** What was handled beside what was published: no alarm while all is well, and one for each thing that can be wrong. */
class CountedProjectionsTest {

    private static final Duration LIMIT = Duration.ofSeconds(180);
    private static final int KEYS = 20;

    /** 2 in verify, more each night. */
    private static final int ROUNDS = Integer.getInteger("muster.completeness.rounds", 2);

    private final Stage stage = Stage.onSharedKafka();
    private final InMemorySource source = new InMemorySource(KEYS);
    private final SeenProjection seen = new SeenProjection("seen");
    private final Database database = TestPostgres.freshDatabase();

    @BeforeEach
    void createTables() throws Exception {
        SeenProjection.createTables(database);
    }

    /** Asked all the time while events flow, commits fail, and members come and go. */
    @Test
    void raises_no_alarm_while_events_flow_and_members_change_hands() throws Exception {
        FaultyDatabase faulty = new FaultyDatabase(database.dataSource(), 19920315);
        Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
        List<CheckpointedConsumer> members = new ArrayList<>();
        try (AppliedPosition applied = appliedPosition();
                Publisher publisher = publisher()) {
            for (int round = 1; round <= ROUNDS; round++) {
                CheckpointedConsumer member = new CheckpointedConsumer(
                                seen,
                                faulty.dataSource(),
                                stage.projection("group", 25),
                                () -> {},
                                new SimpleMeterRegistry())
                        .start();
                members.add(member);
                if (members.size() > 2) {
                    members.removeFirst().close();
                }
                for (int i = 0; i < 20; i++) {
                    source.append(25);
                    verdicts.addAll(verdicts(applied));
                }
                long last = round * 500L;
                await().atMost(LIMIT).pollInterval(Duration.ofMillis(10)).until(() -> {
                    verdicts.addAll(verdicts(applied));
                    return seen.count(database) >= last;
                });
            }
            awaitVerdicts(applied, Verdict.EQUAL);
            assertThat(publisher.state().position()).isEqualTo(ROUNDS * 500);
        } finally {
            members.forEach(CheckpointedConsumer::close);
        }
        assertThat(verdicts).doesNotContain(Verdict.DIFFERENT);
        assertThat(faulty.failures).as("injected failures").hasPositiveValue();
    }

    @Test
    void finds_a_batch_that_was_skipped_and_counts_that_were_forged_and_says_in_which_partition() throws Exception {
        applyAll(200);
        publish(100);
        change("UPDATE projection_checkpoint SET next_offset = "
                + stage.publication().offsets().get(1) + ", last_position = " + source.head() + " WHERE partition = 1");

        try (AppliedPosition applied = appliedPosition()) {
            await().atMost(LIMIT).until(() -> verdict(applied, 1) == Verdict.DIFFERENT);
            // And it stays found, whatever is handled after it.
            publish(100);
            try (CheckpointedConsumer member = member()) {
                await().atMost(LIMIT).untilAsserted(() -> {
                    assertThat(offsets(applied)).isEqualTo(stage.publication().offsets());
                    assertThat(applied.completeness(seen.name()))
                            .extracting(PartitionCompleteness::verdict)
                            .containsExactly(Verdict.EQUAL, Verdict.DIFFERENT, Verdict.EQUAL, Verdict.EQUAL);
                });
                // As if one event had been applied twice and another not at all; and as if one had been applied twice.
                change("UPDATE projection_checkpoint SET digest = mod(digest + 1, 18446744073709551616)"
                        + " WHERE partition = 2");
                change("UPDATE projection_checkpoint SET events = events + 1 WHERE partition = 3");
                assertThat(applied.completeness(seen.name()))
                        .extracting(PartitionCompleteness::verdict)
                        .containsExactly(Verdict.EQUAL, Verdict.DIFFERENT, Verdict.DIFFERENT, Verdict.DIFFERENT);
                assertThat(member.state().phase()).isEqualTo(ProjectionState.Phase.RUNNING);
            }
        }
    }

    /** It looks like an event, comes at a position of its own, and no publisher knows of it. */
    @Test
    void finds_an_event_that_somebody_else_wrote_into_the_topic() throws Exception {
        applyAll(100);
        try (KafkaProducer<String, byte[]> stranger =
                new KafkaProducer<>(stage.kafka(), new StringSerializer(), new ByteArraySerializer())) {
            ProducerRecord<String, byte[]> forged = CloudEventsCodec.toRecord(
                    stage.eventsTopic(),
                    new OutgoingEvent(
                            101,
                            "volunteer:1",
                            source.readAfter(0, 1).getFirst().event()));
            stranger.send(forged).get(30, TimeUnit.SECONDS);
        }
        // Before a member sees the forgery: at a position that is not published yet it would be parked.
        publish(100);
        try (CheckpointedConsumer member = member()) {
            awaitSeenUpTo(source.head());
            assertThat(member.state().phase()).isNotEqualTo(ProjectionState.Phase.FAILED);
        }

        try (AppliedPosition applied = appliedPosition()) {
            await().atMost(LIMIT).until(() -> verdicts(applied).equals(EnumSet.of(Verdict.EQUAL, Verdict.DIFFERENT)));
        }
    }

    @Test
    void knows_a_rebuilt_topic_by_its_content() throws Exception {
        applyAll(300);
        Map<Integer, EventDigest> before = stage.publication().digests();
        try (Admin admin = Admin.create(stage.kafka())) {
            admin.deleteTopics(List.of(stage.eventsTopic())).all().get(30, TimeUnit.SECONDS);
        }
        stage.createTopics();
        try (AppliedPosition applied = appliedPosition();
                CheckpointedConsumer member = member();
                Publisher publisher = publisher()) {
            Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(10)).until(() -> {
                verdicts.addAll(verdicts(applied));
                return publisher.state().position() == 300 && verdicts(applied).equals(EnumSet.of(Verdict.EQUAL));
            });
            assertThat(verdicts).doesNotContain(Verdict.DIFFERENT);
            assertThat(stage.publication().digests()).isEqualTo(before);
            assertThat(member.state().phase()).isEqualTo(ProjectionState.Phase.RUNNING);
        }
    }

    private void applyAll(int more) {
        source.append(more);
        try (Publisher publisher = publisher();
                CheckpointedConsumer member = member()) {
            awaitSeenUpTo(source.head());
            assertThat(publisher.state().phase()).isEqualTo(PublisherState.Phase.PUBLISHING);
            assertThat(member.state().phase()).isNotEqualTo(ProjectionState.Phase.FAILED);
        }
    }

    private void publish(int more) {
        long last = source.append(more);
        try (Publisher publisher = publisher()) {
            await().atMost(LIMIT).until(() -> publisher.state().position() == last);
        }
    }

    private void awaitSeenUpTo(long position) {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(50)).until(() -> seen.count(database) >= position);
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    private void awaitVerdicts(AppliedPosition applied, Verdict all) {
        await().atMost(LIMIT).until(() -> verdicts(applied).equals(EnumSet.of(all)));
    }

    private Set<Verdict> verdicts(AppliedPosition applied) throws SQLException {
        return applied.completeness(seen.name()).stream()
                .map(PartitionCompleteness::verdict)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Verdict.class)));
    }

    private Map<Integer, Long> offsets(AppliedPosition applied) throws SQLException {
        return applied.completeness(seen.name()).stream()
                .collect(Collectors.toMap(PartitionCompleteness::partition, PartitionCompleteness::offset));
    }

    private Verdict verdict(AppliedPosition applied, int partition) throws SQLException {
        return applied.completeness(seen.name()).get(partition).verdict();
    }

    private AppliedPosition appliedPosition() {
        return new AppliedPosition(
                        database.dataSource(), stage.clients(), stage.publicationTopic(), stage.eventsTopic())
                .start();
    }

    private Publisher publisher() {
        return new Publisher(source, stage.publisher(40), LeaderLock.ALWAYS, new SimpleMeterRegistry()).start();
    }

    private CheckpointedConsumer member() {
        return new CheckpointedConsumer(
                        seen, database.dataSource(), stage.projection("group", 30), () -> {}, new SimpleMeterRegistry())
                .start();
    }
}
