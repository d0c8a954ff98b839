package org.muster.messaging.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the topic in which publishers state how far they are: one partition, compacted, keyed by the events' topic. */
public final class WatermarkLog implements AutoCloseable {

    private static final int FIRST_WINDOW = 64;
    private static final int WINDOW_GROWTH = 8;
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    /** Short: a poll that moves over markers of transactions only does not return before. */
    private static final Duration POLL_TIMEOUT = Duration.ofMillis(10);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** A statement, where it stands and when it was made. */
    public record Located(long offset, Instant at, PublishedWatermark publication) {}

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final String eventsTopic;

    private WatermarkLog(Map<String, Object> kafka, String publicationTopic, String eventsTopic, int fetchWaitMillis) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, fetchWaitMillis);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.partition = new TopicPartition(publicationTopic, 0);
        this.eventsTopic = eventsTopic;
        consumer.assign(List.of(partition));
    }

    /** For looking once: at the end of the log, no request of this one waits there and holds its closing up. */
    public static WatermarkLog toLookUp(Map<String, Object> kafka, String publicationTopic, String eventsTopic) {
        return new WatermarkLog(kafka, publicationTopic, eventsTopic, 10);
    }

    /** For waiting at the end for what comes. */
    public static WatermarkLog toFollow(Map<String, Object> kafka, String publicationTopic, String eventsTopic) {
        return new WatermarkLog(kafka, publicationTopic, eventsTopic, 500);
    }

    /**
     * The last committed statement that {@code valid} accepts. Looks back from the end in growing steps, because the end may
     * hold only aborted ones and the whole topic may be long.
     */
    public Optional<Located> last(Predicate<PublishedWatermark> valid) {
        long beginning = beginning();
        // With read_committed, this is the end of what is decided: nobody's open transaction is waited for.
        long upper = consumer.endOffsets(List.of(partition)).get(partition);
        for (long window = FIRST_WINDOW; upper > beginning; window *= WINDOW_GROWTH) {
            long from = Math.max(beginning, upper - window);
            Optional<Located> found = lastBetween(from, upper, valid);
            if (found.isPresent()) {
                return found;
            }
            upper = from;
        }
        return Optional.empty();
    }

    private Optional<Located> lastBetween(long from, long upper, Predicate<PublishedWatermark> valid) {
        Instant deadline = Instant.now().plus(READ_TIMEOUT);
        Optional<Located> last = Optional.empty();
        consumer.seek(partition, from);
        while (consumer.position(partition) < upper) {
            if (Instant.now().isAfter(deadline)) {
                throw new TimeoutException("Cannot read " + partition + " up to offset " + upper);
            }
            for (Located located : poll(POLL_TIMEOUT)) {
                if (located.offset() < upper && valid.test(located.publication())) {
                    last = Optional.of(located);
                }
            }
        }
        return last;
    }

    public long beginning() {
        return consumer.beginningOffsets(List.of(partition)).get(partition);
    }

    public void seek(long offset) {
        consumer.seek(partition, offset);
    }

    /** The offset that is read next. */
    long position() {
        return consumer.position(partition);
    }

    /** The next committed statements about the events' topic. */
    public List<Located> poll(Duration timeout) {
        return consumer.poll(timeout).records(partition).stream()
                .filter(this::isAboutOurTopic)
                .map(record -> new Located(
                        record.offset(),
                        Instant.ofEpochMilli(record.timestamp()),
                        PublishedWatermark.fromJson(record.value())))
                .toList();
    }

    private boolean isAboutOurTopic(ConsumerRecord<byte[], byte[]> record) {
        return record.value() != null
                && record.key() != null
                && new String(record.key(), StandardCharsets.UTF_8).equals(eventsTopic);
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
    }
}
