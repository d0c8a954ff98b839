package org.muster.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.embedded.Database;
import org.muster.embedded.TestPostgres;
import org.muster.messaging.ProjectionState.Phase;

class ParkedEventsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int KEYS = 20;
    private static final String WHO = "officer";

    private final Stage stage = Stage.onSharedKafka();
    private final InMemorySource source = new InMemorySource(KEYS);
    private final PickyProjection picky = new PickyProjection("picky");
    private final Database database = TestPostgres.freshDatabase();
    private final ParkedEvents parked = new ParkedEvents(database.dataSource(), List.of(picky));

    @BeforeEach
    void createTables() throws Exception {
        PickyProjection.createTables(database);
    }

    @Test
    void parks_the_subject_of_a_poison_event_while_all_others_go_on() throws Exception {
        picky.refused.add(57L);
        picky.unreadable.add(64L);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        source.append(200);
        try (Publisher publisher = publisher();
                CheckpointedConsumer member = member(database.dataSource(), "group", meters)) {
            awaitHandled(200);

            assertThat(member.state().phase()).isEqualTo(Phase.RUNNING);
            assertThat(publisher.state().position()).isEqualTo(200);
            assertThat(picky.seen.positions(database, "volunteer:17")).containsExactly(17L, 37L);
            assertThat(picky.seen.positions(database, "volunteer:4")).containsExactly(4L, 24L, 44L);
            assertThat(picky.seen.count(database)).isEqualTo(200 - 8 - 7);
            List<ParkedEvent> queue = parked.list(picky.name(), "volunteer:17", 100);
            assertThat(queue)
                    .extracting(ParkedEvent::position)
                    .containsExactly(57L, 77L, 97L, 117L, 137L, 157L, 177L, 197L);
            assertThat(queue.getFirst().cause())
                    .hasValueSatisfying(cause -> assertThat(cause).contains("null value in column"));
            assertThat(queue.getFirst().headers()).containsEntry("ce_id", "event-57");
            assertThat(new String(queue.getFirst().data(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"position\":57}");
            assertThat(queue.stream().skip(1))
                    .allSatisfy(event -> assertThat(event.cause()).isEmpty());
            assertThat(parked.subjects(picky.name(), 100))
                    .extracting(ParkedSubject::subject)
                    .containsExactlyInAnyOrder("volunteer:17", "volunteer:4");
            await().atMost(LIMIT)
                    .until(() -> meters.get("muster.projection.parked.subjects")
                                    .gauge()
                                    .value()
                            == 2);
        }
    }

    /** Another process takes over while the subject is parked: it queues too, until somebody mends and retries. */
    @Test
    void applies_the_queue_in_order_once_the_cause_is_mended() throws Exception {
        picky.refused.add(57L);
        picky.unreadable.add(117L);
        source.append(100);
        try (Publisher publisher = publisher()) {
            try (CheckpointedConsumer member = member("one")) {
                awaitHandled(100);
                assertThat(member.state().phase()).isEqualTo(Phase.RUNNING);
            }
            source.append(100);
            try (CheckpointedConsumer member = member("one")) {
                awaitHandled(200);
                assertThat(parked.retry(picky.name(), "volunteer:17", WHO))
                        .isInstanceOfSatisfying(
                                RetryOutcome.StillParked.class,
                                still -> assertThat(still.applied()).isZero());
                picky.refused.clear();
                assertThat(parked.retry(picky.name(), "volunteer:17", WHO))
                        .isInstanceOfSatisfying(RetryOutcome.StillParked.class, still -> {
                            assertThat(still.applied()).isEqualTo(3);
                            assertThat(still.last()).hasValue(97);
                            assertThat(still.position()).isEqualTo(117);
                            assertThat(still.cause()).contains("says nothing to us");
                        });
                picky.unreadable.clear();
                assertThat(parked.retry(picky.name(), "volunteer:17", WHO))
                        .isEqualTo(new RetryOutcome.Unparked(5, 197));
                assertThat(parked.retry(picky.name(), "volunteer:17", WHO)).isEqualTo(new RetryOutcome.NothingParked());
                source.append(40);
                awaitSeen(240);
                assertThat(member.state().phase()).isEqualTo(Phase.RUNNING);
                assertThat(publisher.state().position()).isEqualTo(240);
            }
        }
        assertExactlyOnce(240);
        assertThat(parked.acts(picky.name(), 10))
                .extracting(ParkingAct::act)
                .containsExactly(ParkingAct.Act.RETRIED, ParkingAct.Act.RETRIED, ParkingAct.Act.RETRIED);
        assertThat(parked.acts(picky.name(), 1).getFirst().position()).isEqualTo(OptionalLong.of(197));
    }

    /** Subjects are parked, mended and retried without pause, by two people at once, while events keep coming to two members. */
    @Test
    void neither_loses_nor_repeats_nor_reorders_events_when_retries_race_live_traffic() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        LongStream.rangeClosed(1, 1500).filter(position -> position % 61 == 0).forEach(picky.refused::add);
        try (Publisher publisher = publisher();
                CheckpointedConsumer one = member("group");
                CheckpointedConsumer other = member("group");
                ExecutorService people = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> retries =
                    List.of(people.submit(() -> retryUntil(over)), people.submit(() -> retryUntil(over)));
            try {
                for (int round = 1; round <= 30; round++) {
                    source.append(50);
                    long half = round * 50L - 25;
                    await().atMost(LIMIT)
                            .pollInterval(Duration.ofMillis(10))
                            .until(() -> picky.seen.count(database) >= half - KEYS);
                }
                awaitSeen(1500);
            } finally {
                over.set(true);
            }
            int unparked = 0;
            for (Future<Integer> person : retries) {
                unparked += person.get(30, TimeUnit.SECONDS);
            }
            assertThat(unparked).isGreaterThanOrEqualTo(15);
            assertThat(List.of(one.state().phase(), other.state().phase())).containsOnly(Phase.RUNNING);
            assertThat(publisher.state().position()).isEqualTo(1500);
        }
        assertExactlyOnce(1500);
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

    @Test
    void goes_on_behind_an_event_that_was_discarded() throws Exception {
        picky.refused.add(57L);
        source.append(100);
        try (Publisher publisher = publisher();
                CheckpointedConsumer member = member("group")) {
            awaitHandled(100);

            assertThat(parked.discard(picky.name(), 57, WHO, "recorded by mistake"))
                    .isTrue();
            assertThat(parked.discard(picky.name(), 57, WHO, "recorded by mistake"))
                    .isFalse();
            source.append(20);
            awaitHandled(119);
            assertThat(parked.list(picky.name(), 100))
                    .extracting(ParkedEvent::position)
                    .containsExactly(77L, 97L, 117L);
            assertThat(parked.retry(picky.name(), "volunteer:17", WHO)).isEqualTo(new RetryOutcome.Unparked(3, 117));
            source.append(20);
            awaitSeen(139);
            assertThat(member.state().phase()).isEqualTo(Phase.RUNNING);
            assertThat(publisher.state().position()).isEqualTo(140);
        }
        assertThat(picky.seen.positions(database, "volunteer:17")).containsExactly(17L, 37L, 77L, 97L, 117L, 137L);
        ParkingAct discarded = parked.acts(picky.name(), 2).getLast();
        assertThat(discarded.act()).isEqualTo(ParkingAct.Act.DISCARDED);
        assertThat(discarded.who()).isEqualTo(WHO);
        assertThat(discarded.subject()).isEqualTo("volunteer:17");
        assertThat(discarded.position()).isEqualTo(OptionalLong.of(57));
        assertThat(discarded.reason()).isEqualTo("recorded by mistake");
    }

    @Test
    void stops_when_too_many_events_would_be_parked_and_goes_on_when_there_is_room() throws Exception {
        LongStream.of(3, 5, 7, 11).forEach(picky.refused::add);
        source.append(20);
        ProjectionSettings usual = stage.projection("group", 100);
        ProjectionSettings strict =
                new ProjectionSettings(usual.kafka(), usual.eventsTopic(), usual.groupId(), usual.batchSizeMax(), 3);
        try (Publisher publisher = publisher();
                CheckpointedConsumer member = new CheckpointedConsumer(
                                picky, database.dataSource(), strict, () -> {}, new SimpleMeterRegistry())
                        .start()) {
            await().atMost(LIMIT).until(() -> member.state().phase() == Phase.FAILED);
            assertThat(member.state().problem())
                    .hasValueSatisfying(problem -> assertThat(problem).contains("More than 3 events"));
            assertThat(parked.list(picky.name(), 100)).hasSize(3);
            assertThat(publisher.state().phase()).isEqualTo(PublisherState.Phase.PUBLISHING);
        }
        picky.refused.clear();
        try (CheckpointedConsumer member = new CheckpointedConsumer(
                        picky, database.dataSource(), strict, () -> {}, new SimpleMeterRegistry())
                .start()) {
            for (ParkedSubject subject : parked.subjects(picky.name(), 100)) {
                assertThat(parked.retry(picky.name(), subject.subject(), WHO))
                        .isInstanceOf(RetryOutcome.Unparked.class);
            }
            awaitSeen(20);
            assertThat(member.state().phase()).isEqualTo(Phase.RUNNING);
        }
        assertExactlyOnce(20);
    }

    @Test
    void parks_a_record_that_is_no_event_and_goes_on_behind_it() throws Exception {
        try (KafkaProducer<String, byte[]> stranger =
                new KafkaProducer<>(stage.kafka(), new StringSerializer(), new ByteArraySerializer())) {
            for (int partition = 0; partition < Stage.PARTITIONS; partition++) {
                stranger.send(new ProducerRecord<>(stage.eventsTopic(), partition, "\0stranger", new byte[] {1}))
                        .get(30, TimeUnit.SECONDS);
                stranger.send(new ProducerRecord<>(stage.eventsTopic(), partition, null, null))
                        .get(30, TimeUnit.SECONDS);
            }
        }
        source.append(100);
        try (Publisher publisher = publisher();
                CheckpointedConsumer member = member("group")) {
            awaitSeen(100);
            assertThat(member.state().phase()).isEqualTo(Phase.RUNNING);
            assertThat(publisher.state().position()).isEqualTo(100);
            List<ParkedEvent> strange = parked.list(picky.name(), 100);
            assertThat(strange).hasSize(2 * Stage.PARTITIONS).allSatisfy(event -> {
                assertThat(event.position()).isNegative();
                assertThat(event.cause())
                        .hasValueSatisfying(cause -> assertThat(cause).contains("not a CloudEvent"));
            });
            assertThat(parked.retry(picky.name(), strange.getFirst().subject(), WHO))
                    .isInstanceOf(RetryOutcome.StillParked.class);
            for (ParkedEvent event : strange) {
                assertThat(parked.discard(picky.name(), event.position(), WHO, "not ours"))
                        .isTrue();
            }
            assertThat(parked.subjects(picky.name(), 100)).isEmpty();
        }
        assertExactlyOnce(100);
    }

    private Publisher publisher() {
        return new Publisher(source, stage.publisher(40), LeaderLock.ALWAYS, new SimpleMeterRegistry()).start();
    }

    private CheckpointedConsumer member(String group) {
        return member(database.dataSource(), group, new SimpleMeterRegistry());
    }

    private CheckpointedConsumer member(DataSource dataSource, String group, SimpleMeterRegistry meters) {
        return new CheckpointedConsumer(picky, dataSource, stage.projection(group, 100), () -> {}, meters).start();
    }

    private void awaitSeen(int count) {
        await().atMost(LIMIT).until(() -> picky.seen.count(database) >= count);
    }

    private void awaitHandled(int count) {
        await().atMost(LIMIT)
                .until(() -> picky.seen.count(database)
                                + parked.list(picky.name(), 10_000).size()
                        >= count);
    }

    /** Asked once everybody has ended, so that no second time can come later. */
    private void assertExactlyOnce(int count) throws SQLException {
        assertThat(picky.seen.positions(database, "%"))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, count).boxed().toList());
        for (int key = 0; key < KEYS; key++) {
            assertThat(picky.seen.positions(database, "volunteer:" + key)).isSorted();
        }
        assertThat(parked.list(picky.name(), 100)).isEmpty();
    }
}
