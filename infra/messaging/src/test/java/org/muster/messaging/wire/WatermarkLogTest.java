package org.muster.messaging.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.muster.messaging.topics.TopicSpec;
import org.muster.messaging.topics.Topics;
import org.muster.testing.TestKafka;

class WatermarkLogTest {

    private static final int STATEMENTS = 40;

    private final Map<String, Object> kafka = Map.of("bootstrap.servers", TestKafka.sharedBootstrapServers());
    private final String prefix = TestKafka.freshPrefix();

    /** The cleaner takes all but the last statement away, and what remains is full of holes and of markers. */
    @Test
    void finds_the_last_committed_statement_after_compaction_and_before_an_aborted_tail() {
        try (Admin admin = Admin.create(kafka)) {
            Topics.ensure(
                    admin,
                    List.of(TopicSpec.publication(prefix + "publication", 1)
                            .with("segment.ms", "100")
                            .with("min.cleanable.dirty.ratio", "0.0")
                            .with("min.compaction.lag.ms", "0")));
        }
        Map<String, Object> config = new HashMap<>(kafka);
        config.put("transactional.id", prefix + "publisher");
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            for (int position = 1; position <= STATEMENTS; position++) {
                producer.beginTransaction();
                state(producer, position);
                producer.commitTransaction();
                producer.beginTransaction();
                state(producer, 1_000_000);
                producer.abortTransaction();
            }
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> statements() < STATEMENTS / 2);

        try (WatermarkLog publications = open()) {
            assertThat(publications
                            .last(any -> true)
                            .orElseThrow()
                            .publication()
                            .position())
                    .isEqualTo(STATEMENTS);
            assertThat(publications.last(publication -> publication.position() == 0))
                    .isEmpty();
        }
    }

    @Test
    void finds_nothing_in_an_empty_topic() {
        try (Admin admin = Admin.create(kafka)) {
            Topics.ensure(admin, List.of(TopicSpec.publication(prefix + "publication", 1)));
        }
        try (WatermarkLog publications = open()) {
            assertThat(publications.last(any -> true)).isEmpty();
        }
    }

    private WatermarkLog open() {
        return WatermarkLog.toLookUp(kafka, prefix + "publication", prefix + "events");
    }

    private int statements() {
        AtomicInteger count = new AtomicInteger();
        try (WatermarkLog publications = open()) {
            // Refused one after the other, so that all are looked at.
            assertThat(publications.last(any -> count.incrementAndGet() < 0)).isEmpty();
        }
        return count.get();
    }

    /** Time stamps far apart close a segment after each statement: the cleaner leaves the open one alone. */
    private void state(KafkaProducer<String, byte[]> producer, long position) {
        long timestampMillis = 1_700_000_000_000L + position * 1000;
        producer.send(new ProducerRecord<>(
                prefix + "publication",
                0,
                timestampMillis,
                prefix + "events",
                new PublishedWatermark(position, "topic", Map.of(0, position), Map.of()).toJson()));
    }
}
