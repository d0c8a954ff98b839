package org.muster.messaging.rebuilding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.muster.embedded.Database;
import org.muster.messaging.InMemorySource;
import org.muster.messaging.PublicationSource;
import org.muster.messaging.Stage;
import org.muster.messaging.TallyProjection;
import org.muster.messaging.leadership.LeaderLock;
import org.muster.messaging.projecting.CheckpointedConsumer;
import org.muster.messaging.publishing.Publisher;
import org.muster.messaging.rebuilding.RebuildState.SwitchPolicy;
import org.muster.messaging.rebuilding.Rebuilds.RebuildAnswer;
import org.muster.testing.TestPostgres;

/** A projection with a past on real servers, and what rebuilds it. */
abstract class RebuildStage {

    static final Duration LIMIT = Duration.ofSeconds(180);

    /** Longer than a rebuild takes to see what people want of it. */
    static final Duration LOOKS = Duration.ofSeconds(1);

    static final int KEYS = 20;
    static final String WHO = "officer";

    final Stage stage = Stage.onSharedKafka();
    final InMemorySource source = new InMemorySource(KEYS);
    final TallyProjection tally = new TallyProjection();
    final TallyProjection second = TallyProjection.second();
    final Database database = TestPostgres.freshDatabase();
    final Generations generations = new Generations(database.dataSource());

    @BeforeEach
    void createTables() throws Exception {
        Stage.createCheckpoints(database);
        generations.ensure(tally);
        generations.ensure(second);
    }

    static RebuildSettings settings(Stage stage) {
        return new RebuildSettings(stage.clients(), stage.eventsTopic(), 2, 200, 100, 5);
    }

    Publisher publisher() {
        return publisher(source);
    }

    Publisher publisher(PublicationSource source) {
        return new Publisher(source, stage.publisher(500), LeaderLock.ALWAYS, new SimpleMeterRegistry()).start();
    }

    CheckpointedConsumer member(Runnable afterCommit) {
        return member(tally, afterCommit);
    }

    CheckpointedConsumer member(TallyProjection projection, Runnable afterCommit) {
        return new CheckpointedConsumer(
                        generations.live(projection),
                        database.dataSource(),
                        stage.projection("group-" + projection.name(), 500),
                        afterCommit,
                        new SimpleMeterRegistry())
                .start();
    }

    Rebuilds rebuilds() {
        return rebuilds(new SimpleMeterRegistry());
    }

    Rebuilds rebuilds(MeterRegistry meters) {
        return new Rebuilds(List.of(tally, second), database.dataSource(), settings(stage), meters);
    }

    /** Publishes events, and waits until the live member has applied them. */
    void live(int count) {
        long last = source.append(count);
        try (Publisher publisher = publisher();
                CheckpointedConsumer member = member(() -> {})) {
            await().atMost(LIMIT).until(() -> TallyProjection.sum(database) >= last);
            assertThat(publisher.state().position()).isEqualTo(last);
            assertThat(member.state().problem()).isEmpty();
        }
    }

    RebuildState request(Rebuilds rebuilds, SwitchPolicy policy) throws SQLException {
        return ((RebuildAnswer.Accepted) rebuilds.request(tally.name(), policy, WHO)).state();
    }

    RebuildState state(Rebuilds rebuilds) throws SQLException {
        return rebuilds.of(tally.name(), 1).getFirst();
    }

    RebuildState awaitEnd(Rebuilds rebuilds) throws SQLException {
        await().atMost(LIMIT).until(() -> !state(rebuilds).isOpen());
        return state(rebuilds);
    }

    /** Each event once, none twice, and the last of each key is the last. */
    void assertExactlyOnce(long count) throws SQLException {
        assertThat(TallyProjection.number(database, "SELECT count(*) FROM tally WHERE times = 1"))
                .isEqualTo(count);
        assertThat(TallyProjection.sum(database)).isEqualTo(count);
        assertThat(
                        TallyProjection.number(
                                database,
                                "SELECT count(*) FROM last_of l WHERE position <> (SELECT max(position) FROM tally t WHERE t.key = l.key)"))
                .isZero();
        stage.assertComplete(database, tally.name());
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
