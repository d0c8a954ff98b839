package org.muster.commandside.completeness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.muster.commandside.completeness.TopicMismatch.Kind;
import org.muster.commandside.completeness.VerifiedRange.Place;
import org.muster.messaging.IncomingEvent;
import org.muster.messaging.OutgoingEvent;
import org.muster.messaging.PublicationSource;
import org.muster.messaging.leadership.LeaderLock;
import org.muster.messaging.publishing.Publisher;
import org.muster.messaging.wire.CloudEventsCodec;
import org.muster.messaging.wire.EventDigest;
import org.slf4j.LoggerFactory;

class TopicVerificationTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Place START = Place.start("");

    private final TopicStage stage = TopicStage.onSharedKafka();
    private final NumberedSource source = new NumberedSource(20);

    @Test
    void agrees_range_by_range_and_goes_on_where_it_ended() {
        publish(source, source.append(250));
        Place place;
        try (TopicVerification verification = verification(START)) {
            assertThat(verification.next(100)).hasValueSatisfying(range -> {
                assertThat(range.isComplete()).isTrue();
                assertThat(events(range.stored())).isEqualTo(100);
                assertThat(range.stored()).isEqualTo(range.published());
            });
            assertThat(verification.next(100)).isEmpty();
            assertThat(verification.next(200))
                    .hasValueSatisfying(range -> assertThat(range.isComplete()).isTrue());
            place = verification.place();
        }
        publish(source, source.append(100));

        List<VerifiedRange> rest = verify(place, 100);

        assertThat(rest).extracting(VerifiedRange::after).containsExactly(200L, 300L);
        assertThat(rest).extracting(VerifiedRange::upTo).containsExactly(300L, 350L);
        assertThat(rest).allMatch(VerifiedRange::isComplete);
    }

    @Test
    void closes_without_an_error_on_a_thread_that_is_to_end() {
        publish(source, source.append(50));
        Logger kafka = (Logger) LoggerFactory.getLogger("org.apache.kafka.clients.consumer");
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        TopicVerification verification = verification(START);
        verification.next(50);
        kafka.addAppender(logged);
        try {
            Thread.currentThread().interrupt();
            verification.close();
            assertThat(Thread.interrupted()).isTrue();
        } finally {
            kafka.detachAppender(logged);
        }
        assertThat(logged.list)
                .noneMatch(event -> event.getLevel() == Level.ERROR
                        && event.getThreadName().equals(Thread.currentThread().getName()));
    }

    @Test
    void raises_no_alarm_while_events_flow() {
        try (Publisher publisher =
                new Publisher(source, stage.publisher(13), LeaderLock.ALWAYS, new SimpleMeterRegistry()).start()) {
            source.append(100);
            await().atMost(LIMIT).until(() -> publisher.state().position() > 0);
            try (TopicVerification verification = verification(START)) {
                await().atMost(LIMIT).pollInterval(Duration.ofMillis(1)).until(() -> {
                    source.append(7);
                    Optional<VerifiedRange> range =
                            verification.next(verification.place().position() + 50);
                    assertThat(range.stream()).allMatch(VerifiedRange::isComplete);
                    return verification.place().position() > 400;
                });
            }
        }
    }

    @Test
    void names_what_was_deleted_from_the_topic() throws Exception {
        publish(source, source.append(200));
        List<Long> gone = stage.readCommitted().stream()
                .filter(event -> event.partition() == 2 && event.offset() < 10)
                .map(IncomingEvent::position)
                .toList();
        assertThat(gone).isNotEmpty();
        TopicPartition partition = new TopicPartition(stage.eventsTopic(), 2);
        try (Admin admin = Admin.create(stage.kafka())) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(10)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }

        List<TopicMismatch> found = mismatches(verify(START, 1000));

        assertThat(found).extracting(TopicMismatch::kind).containsOnly(Kind.MISSING);
        assertThat(found).extracting(TopicMismatch::partition).containsOnly(2);
        assertThat(found).extracting(TopicMismatch::position).containsExactlyElementsOf(gone);
    }

    /** As if the topic had been copied, one event left out and another changed on the way. */
    @Test
    void names_what_was_left_out_and_what_was_altered() {
        long last = source.append(200);
        publish(
                copied(event -> event.position() == 57 ? null : event.position() == 123 ? altered(event) : event),
                last);

        List<VerifiedRange> ranges = verify(START, 100);

        assertThat(mismatches(ranges))
                .extracting(TopicMismatch::kind, TopicMismatch::position)
                .containsExactly(tuple(Kind.MISSING, 57L), tuple(Kind.DIFFERENT, 123L));
        assertThat(ranges).extracting(VerifiedRange::isComplete).containsExactly(false, false);
        assertThat(events(ranges.getFirst().stored())).isEqualTo(100);
        assertThat(events(ranges.getFirst().published())).isEqualTo(99);
    }

    @Test
    void names_what_is_there_twice_what_is_elsewhere_and_what_nobody_published() throws Exception {
        publish(source, source.append(100));
        OutgoingEvent first = source.readAfter(0, 1).getFirst();
        OutgoingEvent foreign = new OutgoingEvent(1_000_000, first.partitionKey(), first.event());
        try (KafkaProducer<String, byte[]> stranger =
                new KafkaProducer<>(stage.kafka(), new StringSerializer(), new ByteArraySerializer())) {
            send(stranger, CloudEventsCodec.toRecord(stage.eventsTopic(), first));
            send(stranger, CloudEventsCodec.toRecord(stage.eventsTopic(), foreign));
            source.append(1);
            ProducerRecord<String, byte[]> own = CloudEventsCodec.toRecord(
                    stage.eventsTopic(), source.readAfter(100, 1).getFirst());
            int elsewhere = (partition(own.key()) + 1) % TopicStage.PARTITIONS;
            send(stranger, new ProducerRecord<>(own.topic(), elsewhere, null, own.key(), own.value(), own.headers()));
            send(stranger, new ProducerRecord<>(stage.eventsTopic(), 1, "key", new byte[] {1}));
        }
        // What follows in every partition, so that all of that lies before the statement's end; 101 itself is left out.
        publish(copied(event -> event.position() == 101 ? null : event), source.append(100));

        assertThat(mismatches(verify(START, 50)))
                .extracting(TopicMismatch::kind, TopicMismatch::position)
                .containsExactlyInAnyOrder(
                        tuple(Kind.DOUBLED, 1L),
                        tuple(Kind.FOREIGN, 1_000_000L),
                        tuple(Kind.FOREIGN, 0L),
                        tuple(Kind.MISPLACED, 101L));
    }

    @Test
    void names_a_limited_number_one_by_one() {
        publish(copied(event -> event.position() % 2 == 0 ? null : event), source.append(500));

        VerifiedRange range = verify(START, 1000).getFirst();

        assertThat(range.upTo()).isEqualTo(499);
        assertThat(range.mismatchCount()).isEqualTo(249);
        assertThat(range.mismatches()).hasSize(RangeComparison.MISMATCHES_MAX);
    }

    @Test
    void begins_anew_when_the_topic_was_deleted_and_created_again() throws Exception {
        publish(source, source.append(100));
        try (TopicVerification verification = verification(START)) {
            assertThat(verification.next(1000)).isPresent();
            Place place = verification.place();
            try (Admin admin = Admin.create(stage.kafka())) {
                admin.deleteTopics(List.of(stage.eventsTopic())).all().get(30, TimeUnit.SECONDS);
            }
            stage.createTopics();

            assertThatThrownBy(() -> verification.next(1000)).isInstanceOf(IllegalStateException.class);
            publish(source, source.append(100));

            assertThat(verify(place, 1000)).singleElement().satisfies(range -> {
                assertThat(range.after()).isZero();
                assertThat(range.upTo()).isEqualTo(200);
                assertThat(range.isComplete()).isTrue();
            });
        }
    }

    /** A source as a copy of the topic would have it: null leaves an event out. */
    private PublicationSource copied(UnaryOperator<OutgoingEvent> copy) {
        return new PublicationSource() {
            @Override
            public List<OutgoingEvent> readAfter(long position, int limit) {
                return source.readAfter(position, limit).stream()
                        .map(copy)
                        .filter(event -> event != null)
                        .toList();
            }

            @Override
            public boolean awaitAfter(long position, Duration timeout) throws InterruptedException {
                return source.awaitAfter(position, timeout);
            }

            @Override
            public long head() {
                return source.head();
            }
        };
    }

    private static OutgoingEvent altered(OutgoingEvent event) {
        return new OutgoingEvent(
                event.position(),
                event.partitionKey(),
                CloudEventBuilder.v1(event.event())
                        .withData(CloudEventsCodec.JSON, "{\"position\":0}".getBytes(StandardCharsets.UTF_8))
                        .build());
    }

    private int partition(String key) {
        return stage.readCommitted().stream()
                .filter(event -> key.equals(event.event().getSubject()))
                .findAny()
                .orElseThrow()
                .partition();
    }

    private static void send(KafkaProducer<String, byte[]> producer, ProducerRecord<String, byte[]> record)
            throws Exception {
        producer.send(record).get(30, TimeUnit.SECONDS);
    }

    private void publish(PublicationSource what, long last) {
        long reached = what.readAfter(last - 1, 1).isEmpty() ? last - 1 : last;
        try (Publisher publisher =
                new Publisher(what, stage.publisher(40), LeaderLock.ALWAYS, new SimpleMeterRegistry()).start()) {
            await().atMost(LIMIT).until(() -> publisher.state().position() == reached);
        }
    }

    private TopicVerification verification(Place place) {
        return TopicVerification.from(place, source, stage.publisher(40));
    }

    private List<VerifiedRange> verify(Place place, long rangeSize) {
        List<VerifiedRange> ranges = new ArrayList<>();
        try (TopicVerification verification = verification(place)) {
            Optional<VerifiedRange> range;
            do {
                range = verification.next(verification.place().position() + rangeSize);
                range.ifPresent(ranges::add);
            } while (range.isPresent());
        }
        return ranges;
    }

    private static List<TopicMismatch> mismatches(List<VerifiedRange> ranges) {
        return ranges.stream().flatMap(range -> range.mismatches().stream()).toList();
    }

    private static long events(Map<Integer, EventDigest> digests) {
        return digests.values().stream().mapToLong(EventDigest::events).sum();
    }
}
