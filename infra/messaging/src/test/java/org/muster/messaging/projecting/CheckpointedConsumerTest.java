package org.muster.messaging.projecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.muster.embedded.Database;
import org.muster.embedded.LocalPostgres;
import org.muster.messaging.FaultyDatabase;
import org.muster.messaging.InMemorySource;
import org.muster.messaging.IncomingEvent;
import org.muster.messaging.Projection;
import org.muster.messaging.SeenProjection;
import org.muster.messaging.Stage;
import org.muster.messaging.leadership.LeaderLock;
import org.muster.messaging.progress.AppliedPosition;
import org.muster.messaging.progress.ProjectionLag;
import org.muster.messaging.projecting.ProjectionState.Phase;
import org.muster.messaging.publishing.Publisher;
import org.muster.messaging.topics.TopicSpec;
import org.muster.messaging.topics.Topics;
import org.muster.testing.TestPostgres;

@Order(1) // It takes long.
class CheckpointedConsumerTest {

    private static final Duration LIMIT = Duration.ofSeconds(180);
    private static final int KEYS = 20;

    private final Stage stage = Stage.onSharedKafka();
    private final InMemorySource source = new InMemorySource(KEYS);
    private final SeenProjection seen = new SeenProjection("seen");
    private final Database database = TestPostgres.freshDatabase();

    @BeforeEach
    void createTables() throws Exception {
        SeenProjection.createTables(database);
    }

    /** Commits that fail or whose answers are lost, while members come and go and events keep coming. */
    @Test
    void applies_every_event_exactly_once_while_members_come_and_go_and_commits_fail() throws Exception {
        FaultyDatabase faulty = new FaultyDatabase(database.dataSource(), 19920315);
        List<CheckpointedConsumer> members = new ArrayList<>();
        try (Publisher publisher = publisher()) {
            for (int round = 1; round <= 6; round++) {
                members.add(member(seen, faulty.dataSource(), "group", 25));
                if (members.size() > 3) {
                    members.removeFirst().close();
                }
                source.append(500);
                long half = round * 500L - 250;
                await().atMost(LIMIT).until(() -> seen.count(database) >= half);
            }
            awaitCount(3000);
            assertThat(publisher.state().position()).isEqualTo(3000);
        } finally {
            members.forEach(CheckpointedConsumer::close);
        }
        assertExactlyOnce(3000);
        assertThat(faulty.failures).as("injected failures").hasValueGreaterThan(10);
    }

    /** Members of two groups under one name both hold every partition, as one does that was cut off and does not know it. */
    @Test
    void applies_nothing_twice_though_two_members_believe_to_own_a_partition() throws Exception {
        try (Publisher publisher = publisher();
                CheckpointedConsumer one = member(seen, database.dataSource(), "one", 10);
                CheckpointedConsumer other = member(seen, database.dataSource(), "other", 10)) {
            for (int round = 1; round <= 6; round++) {
                source.append(100);
                long last = round * 100L;
                await().atMost(LIMIT).until(() -> seen.count(database) >= last);
            }
            assertThat(publisher.state().position()).isEqualTo(600);
            assertThat(List.of(one.state().phase(), other.state().phase())).doesNotContain(Phase.FAILED);
        }
        assertExactlyOnce(600);
    }

    @Test
    void waits_for_a_database_that_was_killed_and_skips_nothing() throws Exception {
        try (LocalPostgres server = LocalPostgres.temporary()) {
            Database own = server.createDatabase("models", "models");
            SeenProjection.createTables(own);
            SimpleMeterRegistry meters = new SimpleMeterRegistry();
            try (AppliedPosition applied = new AppliedPosition(
                                    own.dataSource(), stage.clients(), stage.publicationTopic(), stage.eventsTopic())
                            .measure(seen.name(), meters)
                            .start();
                    Publisher publisher = publisher();
                    CheckpointedConsumer member = member(seen, own.dataSource(), "group", 50)) {
                source.append(500);
                await().atMost(LIMIT).until(() -> seen.count(own) > 0);
                server.kill();
                source.append(500);
                await().atMost(LIMIT)
                        .until(() -> publisher.state().position() == 1000
                                && member.state().phase() == Phase.WAITING);
                assertThat(member.state().problem()).isPresent();
                await().atMost(LIMIT).until(() -> applied.publishedPosition() == 1000);
                ProjectionLag away = applied.lag(seen.name());
                assertThat(away.positions()).isBetween(500L, 1000L);
                assertThat(away.age()).isPositive();
                assertThat(meters.get("muster.projection.lag.seconds").gauge().value())
                        .as("grows while the database is unavailable")
                        .isGreaterThan(away.age().toMillis() / 1000.0 - 0.001);

                server.start();

                await().atMost(LIMIT).until(() -> seen.count(own) >= 1000);
                await().atMost(LIMIT).until(() -> applied.lag(seen.name()).equals(new ProjectionLag(0, Duration.ZERO)));
                assertThat(meters.get("muster.projection.lag.positions").gauge().value())
                        .isZero();
                await().atMost(LIMIT).until(() -> member.state().phase() == Phase.RUNNING);
            }
            assertThat(seen.positions(own, "%"))
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(1, 1000).boxed().toList());
        }
    }

    @Test
    void stops_at_an_event_that_cannot_be_applied_while_other_projections_go_on() throws Exception {
        Projection choosy = new Projection() {
            @Override
            public String name() {
                return "choosy";
            }

            @Override
            public void apply(Connection tx, List<IncomingEvent> batch) throws SQLException {
                if (batch.stream().anyMatch(event -> event.position() == 57)) {
                    throw new IllegalArgumentException("57 does not fit");
                }
                new SeenProjection("choosy").apply(tx, batch);
            }
        };
        source.append(200);
        try (Publisher publisher = publisher();
                CheckpointedConsumer stopping = member(choosy, database.dataSource(), "choosy", 100);
                CheckpointedConsumer going = member(seen, database.dataSource(), "group", 100)) {
            awaitCount(200);
            await().atMost(LIMIT).until(() -> stopping.state().phase() == Phase.FAILED);

            assertThat(stopping.state().problem())
                    .hasValueSatisfying(problem -> assertThat(problem)
                            .contains("57 does not fit")
                            .contains(stage.eventsTopic())
                            .contains("offset"));
            assertThat(going.state().phase()).isEqualTo(Phase.RUNNING);
            assertThat(publisher.state().position()).isEqualTo(200);
        }
        List<Long> before = new SeenProjection("choosy").positions(database, "volunteer:17");
        assertThat(before).doesNotContain(57L).containsExactly(17L, 37L);
    }

    /** The topic is deleted and published again from the store, with other offsets: what is known is skipped. */
    @Test
    void recognises_known_events_in_a_topic_that_was_rebuilt() throws Exception {
        source.append(300);
        try (Publisher publisher = publisher();
                CheckpointedConsumer member = member(seen, database.dataSource(), "group", 100)) {
            awaitCount(300);
            assertThat(member.state().phase()).isEqualTo(Phase.RUNNING);
            assertThat(publisher.state().position()).isEqualTo(300);
        }
        deleteEvents();
        stage.createTopics();
        source.append(300);

        try (Publisher publisher = new Publisher(
                                source, stage.publisher(13), LeaderLock.ALWAYS, new SimpleMeterRegistry())
                        .start();
                CheckpointedConsumer member = member(seen, database.dataSource(), "group", 100)) {
            awaitCount(600);
            assertThat(member.state().phase()).isEqualTo(Phase.RUNNING);
            assertThat(publisher.state().position()).isEqualTo(600);
        }
        assertExactlyOnce(600);
    }

    @Test
    void refuses_a_rebuilt_topic_with_other_partitions_because_keys_have_moved() throws Exception {
        source.append(100);
        try (Publisher publisher = publisher();
                CheckpointedConsumer member = member(seen, database.dataSource(), "group", 100)) {
            awaitCount(100);
            assertThat(member.state().phase()).isEqualTo(Phase.RUNNING);
            assertThat(publisher.state().position()).isEqualTo(100);
        }
        deleteEvents();
        try (Admin admin = Admin.create(stage.kafka())) {
            Topics.ensure(admin, List.of(TopicSpec.kept(stage.eventsTopic(), Stage.PARTITIONS - 1, 1)));
        }

        try (CheckpointedConsumer member = member(seen, database.dataSource(), "group", 100)) {
            await().atMost(LIMIT).until(() -> member.state().phase() == Phase.FAILED);
            assertThat(member.state().problem())
                    .hasValueSatisfying(problem -> assertThat(problem).contains("3 partitions instead of 4"));
        }
    }

    private void deleteEvents() throws Exception {
        try (Admin admin = Admin.create(stage.kafka())) {
            admin.deleteTopics(List.of(stage.eventsTopic())).all().get(30, TimeUnit.SECONDS);
        }
    }

    private Publisher publisher() {
        return new Publisher(source, stage.publisher(40), LeaderLock.ALWAYS, new SimpleMeterRegistry()).start();
    }

    private CheckpointedConsumer member(Projection projection, DataSource dataSource, String group, int batchSizeMax) {
        return new CheckpointedConsumer(
                        projection,
                        dataSource,
                        stage.projection(group, batchSizeMax),
                        () -> {},
                        new SimpleMeterRegistry())
                .start();
    }

    private void awaitCount(int count) {
        await().atMost(LIMIT).until(() -> seen.count(database) >= count);
    }

    /** Asked once everybody has ended, so that no second time can come later. */
    private void assertExactlyOnce(int count) throws SQLException {
        assertThat(seen.positions(database, "%"))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, count).boxed().toList());
        for (int key = 0; key < KEYS; key++) {
            assertThat(seen.positions(database, "volunteer:" + key)).isSorted();
        }
        stage.assertComplete(database, seen.name());
    }
}
