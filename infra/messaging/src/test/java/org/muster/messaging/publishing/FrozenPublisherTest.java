package org.muster.messaging.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.muster.messaging.publishing.RandomKillsTest.leaderName;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.embedded.Database;
import org.muster.messaging.FactTable;
import org.muster.messaging.PublishedSoFar;
import org.muster.messaging.Stage;
import org.muster.testing.TestPostgres;

/** A publisher that is gone for everybody else (SIGSTOP) and knows nothing of it when it comes back. */
class FrozenPublisherTest {

    private static final Duration LIMIT = Duration.ofSeconds(180);

    @TempDir
    Path logs;

    /** Frozen with everything sent and nothing committed; when it wakes, the commit is the first thing that it does. */
    @Test
    void refuses_the_commit_of_a_publisher_that_was_frozen_and_replaced() throws Exception {
        Database database = TestPostgres.freshDatabase();
        Stage stage = Stage.onSharedKafka();
        Path log = logs.resolve("frozen.log");
        try (FactTable facts = new FactTable(database, "appender", PublisherProcess.KEYS).create();
                PublishedSoFar published = new PublishedSoFar(stage);
                PublisherProcess first = PublisherProcess.freezingAtCommit(3, stage, database, "first", log)) {
            facts.append(200);
            await().atMost(LIMIT).until(() -> published.position() == 200);
            assertThat(leaderName(database)).hasValue("first");
            facts.append(50);
            try (PublisherProcess second =
                    PublisherProcess.start(stage, database, "second", logs.resolve("second.log"))) {
                await().atMost(LIMIT).until(() -> published.position() == 250);
                assertThat(leaderName(database)).hasValue(second.name());

                first.wake();

                await().atMost(LIMIT)
                        .until(() -> Files.readString(log).contains("Publication failed after position 200"));
                facts.append(50);
                await().atMost(LIMIT).until(() -> published.position() == 300);
                assertThat(leaderName(database)).hasValue(second.name());
            }
        }
        stage.assertPublishedOnce(300);
    }
}
