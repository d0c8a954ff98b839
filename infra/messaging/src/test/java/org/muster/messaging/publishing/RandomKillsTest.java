package org.muster.messaging.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.embedded.Database;
import org.muster.embedded.KafkaCluster;
import org.muster.embedded.LocalPostgres;
import org.muster.messaging.FactTable;
import org.muster.messaging.PublishedSoFar;
import org.muster.messaging.Stage;

/**
 * Publishers, broker and PostgreSQL as processes that are killed (SIGKILL) at moments that nobody chose, while events are
 * appended. Each run tries others and says which; {@code -Dmuster.seed} tries the same again, {@code -Dmuster.rounds} more.
 */
@Order(1) // It takes long.
class RandomKillsTest {

    private static final int ROUNDS = Integer.getInteger("muster.rounds", 5);
    private static final long SEED = Long.getLong("muster.seed", System.nanoTime());

    private static final Duration LIMIT = Duration.ofSeconds(180);

    /** Ten seconds are promised; this is what a machine may take that is busy with other tests. */
    private static final Duration TAKEOVER_MAX = Duration.ofSeconds(60);

    /** So few that a publisher catches up soon with what was appended during an outage, on a machine busy with other tests. */
    private static final int APPENDED_AT_ONCE = 10;

    private static final int APPENDED_EVERY_MILLIS = 50;

    @TempDir
    static Path logs;

    private final Random random = new Random(SEED);
    private final List<PublisherProcess> publishers = new ArrayList<>();
    private int started;

    /** What is killed; each comes up once in any so many rounds. */
    private enum Victim {
        PUBLISHER,
        PUBLISHER_AGAIN,
        FROZEN_PUBLISHER,
        BROKER,
        DATABASE
    }

    @Test
    void publishes_each_event_once_and_in_order_whoever_is_killed_whenever() throws Exception {
        System.out.printf("RandomKillsTest, muster.seed=%d, muster.rounds=%d%n", SEED, ROUNDS);
        try (KafkaCluster kafka = KafkaCluster.temporary(1);
                LocalPostgres postgres = LocalPostgres.temporary()) {
            Database database = postgres.createDatabase("facts", "facts");
            Stage stage = Stage.on(kafka.bootstrapServers());
            AtomicLong head = new AtomicLong();
            try (FactTable facts = new FactTable(database, "appender", PublisherProcess.KEYS).create();
                    PublishedSoFar published = new PublishedSoFar(stage)) {
                startPublisher(stage, database);
                startPublisher(stage, database);
                try (ScheduledExecutorService appender = Executors.newSingleThreadScheduledExecutor()) {
                    appender.scheduleWithFixedDelay(
                            () -> append(facts, head), 0, APPENDED_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                    for (Victim victim : victims()) {
                        awaitMore(published, head);
                        await().atMost(LIMIT).until(aRandomMomentLater(head));
                        kill(victim, new Scene(kafka, postgres, database, stage, published, head));
                    }
                    appender.shutdownNow();
                }
                long last = facts.head();
                await().atMost(LIMIT).until(() -> published.position() == last);
                stage.assertPublishedOnce(Math.toIntExact(last));
            } finally {
                publishers.forEach(PublisherProcess::close);
            }
        }
    }

    private record Scene(
            KafkaCluster kafka,
            LocalPostgres postgres,
            Database database,
            Stage stage,
            PublishedSoFar published,
            AtomicLong head) {}

    private List<Victim> victims() {
        List<Victim> all = new ArrayList<>();
        while (all.size() < ROUNDS) {
            List<Victim> deck = Arrays.asList(Victim.values());
            Collections.shuffle(deck, random);
            all.addAll(deck);
        }
        return all.subList(0, ROUNDS);
    }

    private Callable<Boolean> aRandomMomentLater(AtomicLong head) {
        long moment = head.get() + random.nextInt(200);
        return () -> head.get() >= moment;
    }

    private void kill(Victim victim, Scene scene) throws Exception {
        switch (victim) {
            case PUBLISHER, PUBLISHER_AGAIN -> {
                PublisherProcess leader = leader(scene.database());
                publishers.remove(leader);
                assertThat(publishedAgainAfter(leader::kill, victim, scene))
                        .as("takeover")
                        .isLessThan(TAKEOVER_MAX);
                startPublisher(scene.stage(), scene.database());
            }
            case FROZEN_PUBLISHER -> {
                PublisherProcess leader = leader(scene.database());
                assertThat(publishedAgainAfter(leader::freeze, victim, scene))
                        .as("takeover")
                        .isLessThan(TAKEOVER_MAX);
                leader.wake();
            }
            case BROKER -> {
                Fault restarted = () -> {
                    scene.kafka().kill(1);
                    scene.kafka().start(1);
                };
                publishedAgainAfter(restarted, victim, scene);
            }
            case DATABASE -> {
                Fault restarted = () -> {
                    scene.postgres().kill();
                    scene.postgres().start();
                };
                publishedAgainAfter(restarted, victim, scene);
            }
        }
    }

    private interface Fault {
        void happen() throws Exception;
    }

    /** How long it takes from the fault on until somebody publishes what was appended only after it. */
    private static Duration publishedAgainAfter(Fault fault, Victim victim, Scene scene) throws Exception {
        long beganAtNanos = System.nanoTime();
        fault.happen();
        long position = scene.head().get();
        awaitMore(scene.published(), scene.head());
        Duration took = Duration.ofNanos(System.nanoTime() - beganAtNanos);
        System.out.printf(
                "%16s gone at position %6d, published again after %5d ms%n", victim, position, took.toMillis());
        return took;
    }

    private static void awaitMore(PublishedSoFar published, AtomicLong head) {
        long now = head.get();
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> published.position() > now);
    }

    private void startPublisher(Stage stage, Database database) throws Exception {
        String name = "publisher-" + ++started;
        publishers.add(PublisherProcess.start(stage, database, name, logs.resolve(name + ".log")));
    }

    /** Who holds the lock, as the database knows it. */
    private PublisherProcess leader(Database database) {
        return await().atMost(LIMIT)
                .until(
                        () -> {
                            Optional<String> name = leaderName(database);
                            return publishers.stream()
                                    .filter(one -> name.equals(Optional.of(one.name())))
                                    .findFirst();
                        },
                        Optional::isPresent)
                .orElseThrow();
    }

    static Optional<String> leaderName(Database database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT trim(client_id) FROM leader_lock"
                        + " WHERE expired_after > now() AT TIME ZONE 'UTC'")) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    /** The database may be away: then the next turn tries again. An unheard commit is found by the next append. */
    private static void append(FactTable facts, AtomicLong head) {
        try {
            head.set(facts.append(APPENDED_AT_ONCE));
        } catch (SQLException e) {
            System.out.println("nothing appended: " + e.getMessage());
        }
    }
}
