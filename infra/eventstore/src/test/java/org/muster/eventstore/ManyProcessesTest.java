package org.muster.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.eventstore.Store.await;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.muster.embedded.Database;
import org.muster.eventstore.api.StoredEvent;
import org.muster.eventstore.log.EventLog;
import org.muster.eventstore.log.HeadSignal;
import org.muster.testing.TestPostgres;

/** Writers in JVMs of their own, killed at any moment, and a reader in another that tails what they store. */
class ManyProcessesTest {

    private static final int KILLS = 5;

    private final TextCodec codec = new TextCodec();

    @Test
    void a_tailing_reader_sees_each_event_once_in_order_while_writers_are_killed() throws Exception {
        Database database = TestPostgres.freshDatabase();
        Random random = new Random(20261123);
        List<ChildProcess> all = new ArrayList<>();
        try (HikariDataSource pool = Store.pool(database, 2)) {
            EventStoreSchema.migrate(pool);
            EventLog log = EventLog.of(pool, new HeadSignal(0));
            ChildProcess reader = new ChildProcess(ReaderProcess.class, database);
            all.add(reader);
            ChildProcess[] writers = {writer(all, database), writer(all, database)};
            for (int kill = 0; kill < KILLS; kill++) {
                ChildProcess victim = writers[kill % 2];
                int enough = 200 + random.nextInt(2_000);
                await("acknowledgements before kill " + kill, () -> victim.count() >= enough);
                LockSupport.parkNanos(random.nextInt(3_000_000)); // anywhere in the life of a batch
                victim.kill();
                if (kill < KILLS - 2) {
                    writers[kill % 2] = writer(all, database);
                }
                if (kill == 1) {
                    commitLate(database, writers[0], reader);
                }
            }
            long head = log.head();
            await("the reader to reach " + head, () -> reader.count() >= head);
            reader.kill();
            check(log, head, reader, all.subList(1, all.size()));
            Store.checkIndex(pool);
        } finally {
            all.forEach(ChildProcess::close);
        }
    }

    private static ChildProcess writer(List<ChildProcess> all, Database database) {
        ChildProcess writer = new ChildProcess(WriterProcess.class, database, "w" + all.size());
        all.add(writer);
        return writer;
    }

    /** A foreign transaction takes the next position and commits late: nobody may pass it, and nobody waits longer. */
    private void commitLate(Database database, ChildProcess writer, ChildProcess reader) throws Exception {
        await("the writer to write", () -> writer.count() > 0);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("UPDATE eventstore.head SET position = position + 1");
            statement.execute("""
                    INSERT INTO eventstore.event
                    SELECT position, gen_random_uuid(), 'test.Late', '1', 'late:1', now(), 'late', '{}', '{}' FROM eventstore.head""");
            int before = writer.count();
            LockSupport.parkNanos(Duration.ofMillis(400).toNanos());
            // What was durable before may still be on its way out of the writer's pipe: one batch, not more.
            assertThat(writer.count() - before).isLessThanOrEqualTo(128);
            connection.commit();
        }
        int after = writer.count();
        long committed = System.nanoTime();
        await("the writer to go on", () -> writer.count() > after + 128);
        assertThat(Duration.ofNanos(System.nanoTime() - committed)).isLessThan(Duration.ofSeconds(5));
        assertThat(reader.isAlive()).isTrue();
    }

    private void check(EventLog log, long head, ChildProcess reader, List<ChildProcess> writers) {
        Map<Long, String> stored = new HashMap<>();
        Set<String> seats = new HashSet<>();
        long expected = 1;
        for (List<StoredEvent> page = log.readAfter(0, 5_000);
                !page.isEmpty();
                page = log.readAfter(expected - 1, 5_000)) {
            for (StoredEvent event : page) {
                assertThat(event.position()).as("no gap").isEqualTo(expected++);
                String payload = (String) codec.decode(null, event.payload());
                assertThat(stored.put(event.position(), payload)).isNull();
                int seat = payload.indexOf(" seat ");
                if (seat > 0) {
                    assertThat(seats.add(payload.substring(seat)))
                            .as("taken twice: " + payload)
                            .isTrue();
                }
            }
        }
        assertThat(expected - 1).isEqualTo(head);
        assertThat(new HashSet<>(stored.values())).as("stored once").hasSize(stored.size());

        List<String> read = reader.lines();
        for (int i = 0; i < head; i++) {
            assertThat(read.get(i)).as("what the reader saw").isEqualTo((i + 1) + " " + stored.get(i + 1L));
        }
        int acknowledged = 0;
        for (ChildProcess writer : writers) {
            for (String line : writer.lines()) {
                int space = line.indexOf(' ');
                assertThat(stored.get(Long.parseLong(line.substring(0, space))))
                        .as("acknowledged and stored")
                        .isEqualTo(line.substring(space + 1));
                acknowledged++;
            }
        }
        assertThat(acknowledged).isPositive();
        for (int i = 1; i <= writers.size(); i++) {
            String name = "w" + i;
            assertThat(log.readAfter(Store.criteria("writer:" + name), 0, Integer.MAX_VALUE))
                    .as("found by tag, whether it was indexed before the kill or not")
                    .hasSize((int) stored.values().stream()
                            .filter(payload -> payload.startsWith(name + " "))
                            .count());
        }
        System.out.printf("%d stored, %d acknowledged, %d writers killed%n", head, acknowledged, writers.size());
    }
}
