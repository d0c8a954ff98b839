package org.muster.messaging.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.muster.embedded.Database;
import org.muster.messaging.InMemorySource;
import org.muster.messaging.InterceptedProducer;
import org.muster.messaging.OutgoingEvent;
import org.muster.messaging.Stage;
import org.muster.messaging.leadership.LeaderLock;
import org.muster.messaging.leadership.LeaderLocks;
import org.muster.messaging.publishing.PublisherState.Phase;
import org.muster.messaging.wire.CloudEventsCodec;
import org.muster.messaging.wire.PublishedWatermark;
import org.muster.testing.TestPostgres;

class PublisherTest {

    private static final Duration LIMIT = Duration.ofSeconds(180);
    private static final int KEYS = 50;

    /** Both believe to lead, so each fences the other again and again: Kafka alone keeps it right. */
    @Test
    void stays_exactly_once_when_two_publishers_fight() {
        Stage stage = Stage.onSharedKafka();
        InMemorySource source = new InMemorySource(KEYS);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (Publisher one = new Publisher(source, stage.publisher(50), LeaderLock.ALWAYS, meters).start();
                Publisher other = new Publisher(
                                source, stage.publisher(50), LeaderLock.ALWAYS, new SimpleMeterRegistry())
                        .start()) {
            for (int round = 0; round < 20; round++) {
                long last = source.append(100);
                await().atMost(LIMIT)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() ->
                                Math.max(one.state().position(), other.state().position()) >= last);
            }
        }
        assertThat(meters.get("muster.publisher.failures").counter().count())
                .as("fencings")
                .isPositive();
        stage.assertPublishedOnce(2000);
    }

    @Test
    void lets_one_process_publish_and_another_take_over_within_ten_seconds() throws Exception {
        Stage stage = Stage.onSharedKafka();
        InMemorySource source = new InMemorySource(KEYS);
        source.append(100);
        Database database = TestPostgres.freshDatabase();
        Stage.createLeaderLock(database);
        try (Publisher one = withLock(source, stage, database);
                Publisher other = withLock(source, stage, database)) {
            await().atMost(LIMIT)
                    .until(() -> isLeading(one) != isLeading(other)
                            && Math.max(one.state().position(), other.state().position()) == 100);
            Publisher leader = isLeading(one) ? one : other;
            Publisher follower = isLeading(one) ? other : one;
            assertThat(follower.state().phase()).isEqualTo(Phase.STANDBY);

            leader.close();
            source.append(100);

            await().atMost(10, TimeUnit.SECONDS).until(() -> follower.state().position() == 200);
        }
        stage.assertPublishedOnce(200);
    }

    private Publisher withLock(InMemorySource source, Stage stage, Database database) {
        LeaderLock lock = new LeaderLocks(database.dataSource(), "").of("publisher");
        return new Publisher(source, stage.publisher(100), lock, new SimpleMeterRegistry()).start();
    }

    private static boolean isLeading(Publisher publisher) {
        return publisher.state().phase() == Phase.PUBLISHING;
    }

    /** What rivals and crashes leave behind the last statement is not believed, however much of it there is. */
    @Test
    void continues_after_the_last_committed_statement_behind_a_long_aborted_tail() throws Exception {
        Stage stage = Stage.onSharedKafka();
        InMemorySource source = new InMemorySource(KEYS);
        publishTo(source, stage, source.append(10));
        PublishedWatermark committed = stage.publication();
        try (KafkaProducer<String, byte[]> rival = transactional(stage, "rival")) {
            for (int i = 1; i <= 50; i++) {
                rival.beginTransaction();
                state(rival, stage, committed.advancedTo(committed.position() + i, Map.of(), Map.of()));
                rival.abortTransaction();
            }
        }

        publishTo(source, stage, source.append(10));

        stage.assertPublishedOnce(20);
    }

    /** As after a loss of power: the statement survived, events that it speaks of did not. */
    @Test
    void publishes_again_what_kafka_lost() throws Exception {
        Stage stage = Stage.onSharedKafka();
        InMemorySource source = new InMemorySource(KEYS);
        publishTo(source, stage, source.append(10));
        PublishedWatermark borneOut = stage.publication();
        Map<Integer, Long> lost = new HashMap<>(borneOut.offsets());
        lost.replaceAll((partition, offset) -> offset + 5);
        try (KafkaProducer<String, byte[]> past = transactional(stage, "past")) {
            past.beginTransaction();
            state(past, stage, borneOut.advancedTo(20, lost, Map.of()));
            past.commitTransaction();
        }

        publishTo(source, stage, source.append(10));

        stage.assertPublishedOnce(20);
    }

    /** Who wrote something of his own with the next position does not keep the event from being published. */
    @Test
    void believes_nothing_that_the_store_does_not_say() throws Exception {
        Stage stage = Stage.onSharedKafka();
        InMemorySource source = new InMemorySource(KEYS);
        publishTo(source, stage, source.append(10));
        OutgoingEvent next = InMemorySource.event(11, 7);
        try (KafkaProducer<String, byte[]> forger = transactional(stage, "forger")) {
            forger.beginTransaction();
            forger.send(CloudEventsCodec.toRecord(stage.eventsTopic(), next)).get(30, TimeUnit.SECONDS);
            forger.commitTransaction();
        }

        publishTo(source, stage, source.append(5));

        assertThat(stage.publication().position()).isEqualTo(15);
        assertThat(stage.readCommitted())
                .filteredOn(event -> event.position() == 11)
                .extracting(event -> event.event().getSubject())
                .containsExactlyInAnyOrder(
                        next.partitionKey(), InMemorySource.event(11, KEYS).partitionKey());
    }

    @Test
    void starts_over_when_the_topic_of_events_was_rebuilt() throws Exception {
        Stage stage = Stage.onSharedKafka();
        InMemorySource source = new InMemorySource(KEYS);
        publishTo(source, stage, source.append(10));
        try (Admin admin = Admin.create(stage.kafka())) {
            admin.deleteTopics(List.of(stage.eventsTopic())).all().get(30, TimeUnit.SECONDS);
        }
        stage.createTopics();

        publishTo(source, stage, source.append(10));

        stage.assertPublishedOnce(20);
    }

    @Test
    void says_what_is_wrong_while_it_cannot_publish_and_goes_on_when_it_can() {
        Stage stage = new Stage(Stage.onSharedKafka().kafka(), "missing." + System.nanoTime() + ".");
        InMemorySource source = new InMemorySource(KEYS);
        source.append(10);
        try (Publisher publisher =
                new Publisher(source, stage.publisher(10), LeaderLock.ALWAYS, new SimpleMeterRegistry()).start()) {
            await().atMost(LIMIT).until(() -> publisher.state().phase() == Phase.RETRYING);
            assertThat(publisher.state().problem())
                    .hasValueSatisfying(problem -> assertThat(problem).contains(stage.eventsTopic()));

            stage.createTopics();

            awaitPosition(publisher, 10);
            assertThat(publisher.state().phase()).isEqualTo(Phase.PUBLISHING);
        }
        stage.assertPublishedOnce(10);
    }

    /** As on a connection that hangs: the sends are neither acknowledged nor refused. */
    @Test
    void gives_up_sends_that_are_never_acknowledged_and_goes_on_with_a_new_producer() {
        assertGivenUpUntilMended(CompletableFuture::new, "has not acknowledged all records within 600 ms", 10);
    }

    /** As while nobody leads the topic: each send waits for all of the producer's patience, and only then it has failed. */
    @Test
    void gives_up_at_the_first_send_that_fails_and_not_after_the_whole_batch() {
        assertGivenUpUntilMended(
                () -> CompletableFuture.failedFuture(new TimeoutException("no leader")), "takes nothing", 1);
    }

    private void assertGivenUpUntilMended(
            Supplier<Future<RecordMetadata>> broken, String problem, int sendsPerAttempt) {
        Stage stage = Stage.onSharedKafka();
        InMemorySource source = new InMemorySource(KEYS);
        source.append(10);
        AtomicBoolean mended = new AtomicBoolean();
        AtomicInteger sends = new AtomicInteger();
        AtomicInteger attempts = new AtomicInteger();
        Function<Map<String, Object>, Producer<String, byte[]>> producers = config -> InterceptedProducer.of(
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer()), (method, call) -> {
                    if (mended.get() || !method.equals("send")) {
                        if (method.equals("beginTransaction")) {
                            attempts.incrementAndGet();
                        }
                        return call.call();
                    }
                    sends.incrementAndGet();
                    return broken.get();
                });
        PublisherSettings impatient = stage.publisher(10, Duration.ofMillis(400));
        try (Publisher publisher =
                new Publisher(source, impatient, LeaderLock.ALWAYS, new SimpleMeterRegistry(), producers).start()) {
            // On a busy machine the first attempts may not even begin a transaction within this patience.
            await().atMost(LIMIT)
                    .until(
                            () -> publisher.state().problem(),
                            said -> said.orElse("").contains(problem));
            assertThat(sends).hasValueLessThanOrEqualTo(attempts.get() * sendsPerAttempt);

            mended.set(true);

            awaitPosition(publisher, 10);
        }
        stage.assertPublishedOnce(10);
    }

    static void publishTo(InMemorySource source, Stage stage, long position) {
        try (Publisher publisher =
                new Publisher(source, stage.publisher(7), LeaderLock.ALWAYS, new SimpleMeterRegistry()).start()) {
            awaitPosition(publisher, position);
        }
    }

    static KafkaProducer<String, byte[]> transactional(Stage stage, String id) {
        Map<String, Object> config = new HashMap<>(stage.kafka());
        config.put("transactional.id", stage.prefix() + id);
        KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    private static void state(KafkaProducer<String, byte[]> producer, Stage stage, PublishedWatermark publication)
            throws Exception {
        producer.send(new ProducerRecord<>(stage.publicationTopic(), 0, stage.eventsTopic(), publication.toJson()))
                .get(30, TimeUnit.SECONDS);
    }

    private static void awaitPosition(Publisher publisher, long position) {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> publisher.state().position() >= position);
    }
}
