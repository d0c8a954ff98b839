package org.muster.messaging.parking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.muster.messaging.InMemorySource;
import org.muster.messaging.OutgoingEvent;
import org.muster.messaging.Stage;
import org.muster.messaging.projecting.CheckpointedConsumer;
import org.muster.messaging.projecting.ProjectionSettings;
import org.muster.messaging.projecting.ProjectionState.Phase;
import org.muster.messaging.publishing.Publisher;
import org.muster.messaging.publishing.PublisherState;
import org.muster.messaging.wire.CloudEventsCodec;

@Order(1) // It takes long.
class ParkedEventsTest extends ParkingStage {

    private static final long FORGED = 999_999_999_999L;

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
        assertThat(picky.given.values())
                .as("parked or not, events are given as they were published")
                .containsExactlyInAnyOrderElementsOf(stage.readCommitted());
        assertThat(parked.acts(picky.name(), 10))
                .extracting(ParkingAct::act)
                .containsExactly(ParkingAct.Act.RETRIED, ParkingAct.Act.RETRIED, ParkingAct.Act.RETRIED);
        assertThat(parked.acts(picky.name(), 1).getFirst().position()).isEqualTo(OptionalLong.of(197));
    }

    @Test
    void parks_an_event_that_violates_a_constraint_which_is_checked_at_the_commit() throws Exception {
        picky.refusedAtCommit.add(57L);
        source.append(100);
        try (Publisher publisher = publisher();
                CheckpointedConsumer member = member("group")) {
            awaitHandled(100);
            assertThat(member.state().phase()).isEqualTo(Phase.RUNNING);
            assertThat(publisher.state().position()).isEqualTo(100);
            assertThat(parked.list(picky.name(), 100))
                    .extracting(ParkedEvent::position)
                    .containsExactly(57L, 77L, 97L);
            assertThat(parked.retry(picky.name(), "volunteer:17", WHO))
                    .isInstanceOfSatisfying(
                            RetryOutcome.StillParked.class,
                            still -> assertThat(still.cause()).contains("foreign key"));
            picky.refusedAtCommit.clear();
            assertThat(parked.retry(picky.name(), "volunteer:17", WHO)).isEqualTo(new RetryOutcome.Unparked(3, 97));
        }
        assertExactlyOnce(100);
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
        ProjectionSettings strict = new ProjectionSettings(
                usual.kafka(), usual.eventsTopic(), usual.publicationTopic(), usual.groupId(), usual.batchSizeMax(), 3);
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

    /** Believed, each would hide every later event of its partition, or stop the projection. */
    @Test
    void parks_records_with_a_forged_position_or_a_null_header_and_hides_nothing_behind_them() throws Exception {
        source.append(40);
        try (Publisher publisher = publisher();
                CheckpointedConsumer member = member("group");
                KafkaProducer<String, byte[]> forger =
                        new KafkaProducer<>(stage.kafka(), new StringSerializer(), new ByteArraySerializer())) {
            awaitSeen(40);
            for (int partition = 0; partition < Stage.PARTITIONS; partition++) {
                OutgoingEvent event = InMemorySource.event(FORGED + partition, KEYS);
                ProducerRecord<String, byte[]> whole = CloudEventsCodec.toRecord(stage.eventsTopic(), event);
                forger.send(new ProducerRecord<>(
                                stage.eventsTopic(), partition, "forged", whole.value(), whole.headers()))
                        .get(30, TimeUnit.SECONDS);
                Headers nulls = new RecordHeaders(whole.headers()).remove("content-type");
                forger.send(new ProducerRecord<>(
                                stage.eventsTopic(), partition, "null", whole.value(), nulls.add("content-type", null)))
                        .get(30, TimeUnit.SECONDS);
                forger.send(new ProducerRecord<>(
                                stage.eventsTopic(),
                                partition,
                                "no position",
                                whole.value(),
                                new RecordHeaders(whole.headers())
                                        .remove("ce_position")
                                        .add("ce_position", null)))
                        .get(30, TimeUnit.SECONDS);
            }
            source.append(100);
            awaitSeen(140);
            assertThat(member.state().phase()).isEqualTo(Phase.RUNNING);
            assertThat(publisher.state().position()).isEqualTo(140);
            List<ParkedEvent> forged = parked.list(picky.name(), 100);
            assertThat(forged)
                    .hasSize(3 * Stage.PARTITIONS)
                    .allSatisfy(event -> assertThat(event.position()).isNegative());
            assertThat(forged)
                    .filteredOn(event -> event.subject().equals("forged"))
                    .hasSize(Stage.PARTITIONS)
                    .allSatisfy(event -> assertThat(event.cause())
                            .hasValueSatisfying(cause -> assertThat(cause).contains("was never published")));
            for (ParkedEvent event : forged) {
                assertThat(parked.discard(picky.name(), event.position(), WHO, "forged"))
                        .isTrue();
            }
        }
        assertExactlyOnce(140);
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
}
