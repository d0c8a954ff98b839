package org.muster.messaging;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what a topic holds where the publishers' statements do not say it: once, by reading it, on a thread of its own while
 * publication goes on. It takes the topic at its word; whether that holds what it should is for a comparison with the store.
 */
final class DigestSurvey implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DigestSurvey.class);

    private static final Duration POLL_TIMEOUT = Duration.ofMillis(200);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Map<String, Object> kafka;
    private final Map<TopicPartition, Long> ends;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile Optional<Map<Integer, EventDigest>> result = Optional.empty();

    private DigestSurvey(Map<String, Object> kafka, Map<TopicPartition, Long> ends) {
        this.kafka = kafka;
        this.ends = ends;
        this.thread = Thread.ofPlatform().daemon().name("digest-survey").unstarted(this::run);
    }

    /** Begins to count these partitions of a topic, each up to its offset. */
    static DigestSurvey begin(Map<String, Object> kafka, String topic, Map<Integer, Long> ends) {
        log.info("Counting what {} holds up to {}: nobody did so far", topic, ends);
        DigestSurvey survey = new DigestSurvey(
                kafka,
                ends.entrySet().stream()
                        .collect(
                                Collectors.toMap(end -> new TopicPartition(topic, end.getKey()), Map.Entry::getValue)));
        survey.thread.start();
        return survey;
    }

    /** What there is in each of the partitions; empty while that is being counted. */
    Optional<Map<Integer, EventDigest>> result() {
        return result;
    }

    private void run() {
        Backoff backoff = new Backoff();
        while (closing.getCount() > 0) {
            try {
                result = count();
                return;
            } catch (InterruptException e) {
                log.debug("Interrupted while counting", e);
                return;
            } catch (RuntimeException e) {
                log.warn("Cannot count what the topic holds: trying again", e);
            }
            try {
                if (closing.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                log.debug("Interrupted while waiting to count again", e);
                return;
            }
        }
    }

    private Optional<Map<Integer, EventDigest>> count() {
        Map<Integer, EventDigest> counted = new TreeMap<>();
        Map<Integer, Long> lastPositions = new HashMap<>();
        ends.keySet().forEach(partition -> counted.put(partition.partition(), EventDigest.NONE));
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (closing.getCount() == 0) {
                    return Optional.empty();
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL_TIMEOUT)) {
                    long end = ends.get(new TopicPartition(record.topic(), record.partition()));
                    if (record.offset() < end && isNew(record, lastPositions)) {
                        counted.merge(record.partition(), EventDigest.of(record), EventDigest::plus);
                    }
                }
            }
        }
        log.info("Counted: {}", counted);
        return Optional.of(counted);
    }

    /** As projections see it: what comes again, after a loss of Kafka's, is skipped, and what states no position is no event. */
    private static boolean isNew(ConsumerRecord<byte[], byte[]> record, Map<Integer, Long> lastPositions) {
        long last = lastPositions.getOrDefault(record.partition(), 0L);
        long position = CloudEventsCodec.positionOf(record).orElse(0);
        lastPositions.put(record.partition(), Math.max(last, position));
        return position > last;
    }

    private Map<String, Object> config() {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return config;
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            if (!thread.join(CLOSE_TIMEOUT)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
