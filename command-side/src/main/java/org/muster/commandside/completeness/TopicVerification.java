package org.muster.commandside.completeness;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.muster.messaging.OutgoingEvent;
import org.muster.messaging.PublicationSource;
import org.muster.messaging.publishing.PublisherSettings;
import org.muster.messaging.topics.Topics;
import org.muster.messaging.wire.CloudEventsCodec;
import org.muster.messaging.wire.PublishedWatermark;
import org.muster.messaging.wire.WatermarkLog;

/**
 * Compares the events' topic with the source from which it was published: range of positions by range, event by event.
 * Reads both and writes neither; a round over everything is a matter of calling {@link #next} until there is no more. Not
 * thread-safe.
 *
 * <p>It relies on what publishers promise, ascending positions in each partition, only to know when it has read enough: where
 * somebody wrote a later position in between, what follows it in that partition is named missing first and doubled later.
 */
public final class TopicVerification implements AutoCloseable {

    /** Read from the source at once. */
    private static final int PAGE = 500;

    private static final Duration POLL_TIMEOUT = Duration.ofMillis(200);
    private static final Duration STALL_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final PublicationSource source;
    private final PublisherSettings settings;
    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final int partitions;
    /** Read, and of later ranges than the one in hand. */
    private final Map<Integer, Deque<ConsumerRecord<byte[], byte[]>>> ahead = new HashMap<>();

    private VerifiedRange.Place place;
    private PublishedWatermark reach;

    private TopicVerification(
            PublicationSource source,
            PublisherSettings settings,
            Admin admin,
            TopicDescription topic,
            VerifiedRange.Place from) {
        this.source = source;
        this.settings = settings;
        this.admin = admin;
        this.partitions = topic.partitions().size();
        String topicId = topic.topicId().toString();
        this.place = from.topicId().equals(topicId) ? from : VerifiedRange.Place.start(topicId);
        this.reach = PublishedWatermark.none(topicId);
        this.consumer = new KafkaConsumer<>(config(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> all = topic.partitions().stream()
                .map(partition -> partition(partition.partition()))
                .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
        // Where the log begins later by now, the consumer does too, and what is gone is missed.
        place.offsets().forEach((partition, offset) -> consumer.seek(partition(partition), offset));
        all.forEach(partition -> ahead.put(partition.partition(), new ArrayDeque<>()));
    }

    private static Map<String, Object> config(PublisherSettings settings) {
        Map<String, Object> config = new HashMap<>(settings.kafka().consumer());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return config;
    }

    /**
     * Begins where another one ended; at the first event if the topic was deleted and created again since.
     *
     * @param source the same as the publisher's
     * @throws IllegalStateException if Kafka does not answer, or has no such topic
     */
    public static TopicVerification from(
            VerifiedRange.Place place, PublicationSource source, PublisherSettings settings) {
        Admin admin = Admin.create(settings.kafka().admin());
        try {
            TopicDescription topic = Topics.existing(admin, settings.eventsTopic());
            return new TopicVerification(source, settings, admin, topic, place);
        } catch (RuntimeException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
    }

    /** Where the next range begins. */
    public VerifiedRange.Place place() {
        return place;
    }

    /**
     * Compares the positions that are published after the last range, up to {@code upToMax}.
     *
     * @return empty if none are published there
     * @throws IllegalStateException if Kafka does not answer, or the topic was deleted and created again: begin anew
     */
    public Optional<VerifiedRange> next(long upToMax) {
        if (reach.position() < upToMax) {
            reach = published();
        }
        long upTo = Math.min(upToMax, reach.position());
        if (upTo <= place.position()) {
            return Optional.empty();
        }
        RangeComparison comparison = new RangeComparison(place.position(), upTo, partitions);
        readSource(comparison, upTo);
        readTopic(comparison, upTo);
        VerifiedRange.Place next = new VerifiedRange.Place(place.topicId(), upTo, offsets());
        VerifiedRange range = comparison.result(next);
        place = next;
        return Optional.of(range);
    }

    /** The publishers' last statement, as far as the topic reaches: what they claim beyond that is missing. */
    private PublishedWatermark published() {
        TopicDescription topic = Topics.existing(admin, settings.eventsTopic());
        if (!topic.topicId().toString().equals(place.topicId())) {
            throw new IllegalStateException("Topic " + topic.name() + " was deleted and created again");
        }
        try (WatermarkLog publications = WatermarkLog.toLookUp(
                settings.kafka().consumer(), settings.publicationTopic(), settings.eventsTopic())) {
            PublishedWatermark claimed = publications
                    .last(publication -> publication.topicId().equals(place.topicId()))
                    .map(WatermarkLog.Located::publication)
                    .orElse(reach);
            Map<Integer, Long> ends = new TreeMap<>(claimed.offsets());
            Topics.offsets(admin, topic, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED)
                    .forEach((partition, end) -> ends.computeIfPresent(partition, (same, most) -> Math.min(most, end)));
            return new PublishedWatermark(claimed.position(), claimed.topicId(), ends, Map.of());
        }
    }

    private void readSource(RangeComparison comparison, long upTo) {
        long position = place.position();
        while (position < upTo) {
            List<OutgoingEvent> page = source.readAfter(position, (int) Math.min(PAGE, upTo - position));
            if (page.isEmpty()) {
                // The source has less than was published of it, as after a restored backup.
                return;
            }
            page.forEach(event ->
                    comparison.stored(event.position(), CloudEventsCodec.toRecord(settings.eventsTopic(), event)));
            position = page.getLast().position();
        }
    }

    private void readTopic(RangeComparison comparison, long upTo) {
        ahead.values().forEach(records -> {
            while (!records.isEmpty() && !isLater(records.getFirst(), upTo)) {
                comparison.published(records.removeFirst());
            }
        });
        long deadlineNanos = System.nanoTime() + STALL_TIMEOUT.toNanos();
        consumer.pause(consumer.assignment());
        List<TopicPartition> wanted = wanted();
        while (!wanted.isEmpty()) {
            consumer.resume(wanted);
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL_TIMEOUT)) {
                Deque<ConsumerRecord<byte[], byte[]>> later = ahead.get(record.partition());
                if (later.isEmpty() && !isLater(record, upTo)) {
                    comparison.published(record);
                } else {
                    later.addLast(record);
                }
                deadlineNanos = System.nanoTime() + STALL_TIMEOUT.toNanos();
            }
            if (System.nanoTime() > deadlineNanos) {
                throw new TimeoutException("Cannot read " + wanted + " up to position " + upTo);
            }
            consumer.pause(consumer.assignment());
            wanted = wanted();
        }
    }

    /** What claims a later position than all that was published before it is nobody's, and is named at once. */
    private boolean isLater(ConsumerRecord<byte[], byte[]> record, long upTo) {
        long position = CloudEventsCodec.positionOf(record).orElse(0);
        return position > upTo && (position <= reach.position() || record.offset() >= end(record.partition()));
    }

    private long end(int partition) {
        return reach.offsets().getOrDefault(partition, 0L);
    }

    /** Partitions that may hold more of this range. */
    private List<TopicPartition> wanted() {
        return consumer.assignment().stream()
                .filter(partition -> ahead.get(partition.partition()).isEmpty())
                .filter(partition -> consumer.position(partition) < end(partition.partition()))
                .toList();
    }

    private Map<Integer, Long> offsets() {
        Map<Integer, Long> offsets = new HashMap<>();
        ahead.forEach((partition, records) -> offsets.put(
                partition,
                records.isEmpty()
                        ? consumer.position(partition(partition))
                        : records.getFirst().offset()));
        return offsets;
    }

    private TopicPartition partition(int partition) {
        return new TopicPartition(settings.eventsTopic(), partition);
    }

    /** Closes also on a thread that was interrupted: Kafka's consumer would end its fetches with an error instead. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try (admin) {
            consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
