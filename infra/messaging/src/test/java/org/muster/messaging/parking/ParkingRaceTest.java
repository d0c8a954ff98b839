package org.muster.messaging.parking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.muster.messaging.FaultyDatabase;
import org.muster.messaging.projecting.CheckpointedConsumer;
import org.muster.messaging.projecting.ProjectionState.Phase;
import org.muster.messaging.publishing.Publisher;

class ParkingRaceTest extends ParkingStage {

    /** Subjects are parked, mended and retried without pause, by two people at once, while events keep coming to two members. */
    @Test
    void neither_loses_nor_repeats_nor_reorders_events_when_retries_race_live_traffic() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        LongStream.rangeClosed(1, 900).filter(position -> position % 61 == 0).forEach(picky.refused::add);
        try (Publisher publisher = publisher();
                CheckpointedConsumer one = member("group");
                CheckpointedConsumer other = member("group");
                ExecutorService people = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> retries =
                    List.of(people.submit(() -> retryUntil(over)), people.submit(() -> retryUntil(over)));
            try {
                for (int round = 1; round <= 18; round++) {
                    source.append(50);
                    long half = round * 50L - 25;
                    await().atMost(LIMIT)
                            .pollInterval(Duration.ofMillis(10))
                            .until(() -> picky.seen.count(database) >= half - KEYS);
                }
                awaitSeen(900);
            } finally {
                over.set(true);
            }
            int unparked = 0;
            for (Future<Integer> person : retries) {
                unparked += person.get(30, TimeUnit.SECONDS);
            }
            assertThat(unparked).isGreaterThanOrEqualTo(10);
            assertThat(List.of(one.state().phase(), other.state().phase())).containsOnly(Phase.RUNNING);
            assertThat(publisher.state().position()).isEqualTo(900);
        }
        assertExactlyOnce(900);
    }

    /** @return how many times a subject was freed */
    private int retryUntil(AtomicBoolean over) throws SQLException {
        int unparked = 0;
        while (!over.get()) {
            for (ParkedSubject subject : parked.subjects(picky.name(), 100)) {
                picky.refused.remove(subject.firstPosition());
                if (parked.retry(picky.name(), subject.subject(), WHO) instanceof RetryOutcome.Unparked) {
                    unparked++;
                }
            }
        }
        return unparked;
    }

    /** Commits of parks, queues and retries fail before or after the database has done them. */
    @Test
    void keeps_every_event_either_applied_or_parked_though_commits_fail() throws Exception {
        FaultyDatabase faulty = new FaultyDatabase(database.dataSource(), 19920315);
        ParkedEvents impatient = new ParkedEvents(faulty.dataSource(), List.of(picky));
        LongStream.of(57, 64, 311, 405).forEach(picky.refused::add);
        source.append(600);
        try (Publisher publisher = publisher();
                CheckpointedConsumer member = member(faulty.dataSource(), "group", new SimpleMeterRegistry())) {
            awaitHandled(600);
            assertThat(parked.subjects(picky.name(), 100)).hasSize(4);
            picky.refused.clear();
            for (int key : new int[] {17, 4, 11, 5}) {
                await().atMost(LIMIT)
                        .pollInterval(Duration.ofMillis(1))
                        .ignoreExceptionsInstanceOf(SQLException.class)
                        .until(() -> impatient.retry(picky.name(), "volunteer:" + key, WHO)
                                instanceof RetryOutcome.NothingParked);
            }
            awaitSeen(600);
            assertThat(member.state().phase()).isNotEqualTo(Phase.FAILED);
            assertThat(publisher.state().position()).isEqualTo(600);
        }
        assertExactlyOnce(600);
        assertThat(faulty.failures).as("injected failures").hasPositiveValue();
    }
}
