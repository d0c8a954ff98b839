package org.muster.messaging.parking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.muster.embedded.Database;
import org.muster.messaging.InMemorySource;
import org.muster.messaging.PickyProjection;
import org.muster.messaging.Stage;
import org.muster.messaging.leadership.LeaderLock;
import org.muster.messaging.projecting.CheckpointedConsumer;
import org.muster.messaging.publishing.Publisher;
import org.muster.testing.TestPostgres;

/** A projection that refuses events, a source of them, and what people can do about it. */
abstract class ParkingStage {

    static final Duration LIMIT = Duration.ofSeconds(180);
    static final int KEYS = 20;
    static final String WHO = "officer";

    final Stage stage = Stage.onSharedKafka();
    final InMemorySource source = new InMemorySource(KEYS);
    final PickyProjection picky = new PickyProjection("picky");
    final Database database = TestPostgres.freshDatabase();
    final ParkedEvents parked = new ParkedEvents(database.dataSource(), List.of(picky));

    @BeforeEach
    void createTables() throws Exception {
        PickyProjection.createTables(database);
    }

    Publisher publisher() {
        return new Publisher(source, stage.publisher(40), LeaderLock.ALWAYS, new SimpleMeterRegistry()).start();
    }

    CheckpointedConsumer member(String group) {
        return member(database.dataSource(), group, new SimpleMeterRegistry());
    }

    CheckpointedConsumer member(DataSource dataSource, String group, SimpleMeterRegistry meters) {
        return new CheckpointedConsumer(picky, dataSource, stage.projection(group, 100), () -> {}, meters).start();
    }

    void awaitSeen(int count) {
        await().atMost(LIMIT).until(() -> picky.seen.count(database) >= count);
    }

    void awaitHandled(int count) {
        await().atMost(LIMIT)
                .until(() -> picky.seen.count(database)
                                + parked.list(picky.name(), 10_000).size()
                        >= count);
    }

    /** Asked once everybody has ended, so that no second time can come later. */
    void assertExactlyOnce(int count) throws SQLException {
        assertThat(picky.seen.positions(database, "%"))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, count).boxed().toList());
        for (int key = 0; key < KEYS; key++) {
            assertThat(picky.seen.positions(database, "volunteer:" + key)).isSorted();
        }
        assertThat(parked.list(picky.name(), 100)).isEmpty();
        stage.assertComplete(database, picky.name());
    }
}
