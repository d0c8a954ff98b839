package org.muster.messaging.publishing;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.muster.messaging.OutgoingEvent;
import org.muster.messaging.PublicationSource;
import org.muster.messaging.topics.Topics;
import org.muster.messaging.wire.CloudEventsCodec;
import org.muster.messaging.wire.EventDigest;
import org.muster.messaging.wire.PublishedWatermark;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the events' topic holds, committed, beyond the last statement. There should be nothing: events and statement are one
 * transaction. A publisher that believed so alone would publish an event twice wherever that ever failed to hold.
 */
record UnstatedTail(PublicationSource source, PublisherSettings settings) {

    private static final Logger log = LoggerFactory.getLogger(UnstatedTail.class);

    private static final int PAGE = 500;

    /** Short: a poll that moves over markers of transactions only does not return before. */
    private static final Duration POLL_TIMEOUT = Duration.ofMillis(10);

    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    private record Found(int partition, long offset, EventDigest digest) {}

    /**
     * How far publication really is.
     *
     * @param stated the last statement that is true
     * @return the same, continued by every event of the source that follows in the topic without a gap and as the source has
     *     it. What comes after a gap was not published in order, and is published again: readers recognise it
     */
    PublishedWatermark after(PublishedWatermark stated) {
        try (Admin admin = Admin.create(settings.kafka().admin());
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(config(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicDescription topic = Topics.existing(admin, settings.eventsTopic());
            Map<TopicPartition, Long> ends = new HashMap<>();
            Topics.offsets(admin, topic, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED)
                    .forEach((partition, end) -> ends.put(new TopicPartition(topic.name(), partition), end));
            Map<Integer, Long> beginnings =
                    Topics.offsets(admin, topic, OffsetSpec.earliest(), IsolationLevel.READ_COMMITTED);
            consumer.assign(ends.keySet());
            ends.keySet()
                    .forEach(partition -> consumer.seek(
                            partition,
                            Math.max(
                                    beginnings.get(partition.partition()),
                                    stated.offsets().getOrDefault(partition.partition(), 0L))));
            PublishedWatermark reached = new Reading(consumer, ends, stated).continued();
            if (!reached.equals(stated)) {
                log.error(
                        "{} holds events up to position {} and the last statement says {}: publishing after what it holds",
                        settings.eventsTopic(),
                        reached.position(),
                        stated.position());
            }
            return reached;
        }
    }

    private Map<String, Object> config() {
        Map<String, Object> config = new HashMap<>(settings.kafka().consumer());
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, Math.toIntExact(POLL_TIMEOUT.toMillis()));
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return config;
    }

    private final class Reading {

        private final KafkaConsumer<byte[], byte[]> consumer;
        private final Map<TopicPartition, Long> ends;
        private final Map<Long, Found> ahead = new TreeMap<>();
        private PublishedWatermark reached;

        Reading(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, PublishedWatermark stated) {
            this.consumer = consumer;
            this.ends = ends;
            this.reached = stated;
        }

        PublishedWatermark continued() {
            readMore();
            while (!ahead.isEmpty()) {
                List<OutgoingEvent> page = source.readAfter(reached.position(), PAGE);
                if (page.isEmpty()) {
                    return reached;
                }
                for (OutgoingEvent event : page) {
                    if (!isHeld(event)) {
                        return reached;
                    }
                }
            }
            return reached;
        }

        private boolean isHeld(OutgoingEvent event) {
            Found found = ahead.remove(event.position());
            while (found == null && readMore()) {
                found = ahead.remove(event.position());
            }
            EventDigest digest = EventDigest.of(CloudEventsCodec.toRecord(settings.eventsTopic(), event));
            if (found == null || !found.digest().equals(digest)) {
                return false;
            }
            reached = reached.advancedTo(
                    event.position(), Map.of(found.partition(), found.offset() + 1), Map.of(found.partition(), digest));
            return true;
        }

        /** @return false if there is no more */
        private boolean readMore() {
            long deadlineNanos = System.nanoTime() + READ_TIMEOUT.toNanos();
            int before = ahead.size();
            while (ahead.size() == before) {
                if (ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                    return false;
                }
                if (System.nanoTime() > deadlineNanos) {
                    throw new TimeoutException("Cannot read " + settings.eventsTopic() + " up to " + ends);
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL_TIMEOUT)) {
                    // What states no position, or one that is known, is not what would be published next.
                    CloudEventsCodec.positionOf(record).ifPresent(position -> {
                        if (position > reached.position()) {
                            ahead.putIfAbsent(
                                    position, new Found(record.partition(), record.offset(), EventDigest.of(record)));
                        }
                    });
                }
            }
            return true;
        }
    }
}
