package org.muster.messaging.publishing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.StringSerializer;
import org.muster.messaging.OutgoingEvent;
import org.muster.messaging.PublicationSource;
import org.muster.messaging.topics.Topics;
import org.muster.messaging.wire.CloudEventsCodec;
import org.muster.messaging.wire.EventDigest;
import org.muster.messaging.wire.FencingProducers;
import org.muster.messaging.wire.ProducerSends;
import org.muster.messaging.wire.PublishedWatermark;
import org.muster.messaging.wire.WatermarkLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one producer, from its first fencing of others to its first failure. Not thread-safe.
 *
 * <p>After any exception the session is only good for closing: what the failed transaction came to is read back by the next one.
 */
final class PublisherSession implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PublisherSession.class);

    private static final int BATCH_BYTES = 262_144;

    /** Waited for more events of a partition before what is there is sent. */
    private static final int LINGER_MILLIS = 5;

    /**
     * A transaction that begins while brokers still write the markers of the last one is made to wait 20 ms
     * ({@code add.partitions.to.txn.retry.backoff.ms}): it is sooner done if it begins a little later.
     */
    private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(8);

    private final PublisherSettings settings;
    private final FencingProducers<String> producers;
    private PublishedWatermark reached;

    /** Whether what is reached stands in the publication topic. */
    private boolean stated;

    private boolean healthy = true;
    private long committedAtNanos = System.nanoTime() - SETTLE_NANOS;

    private PublisherSession(
            PublisherSettings settings,
            FencingProducers<String> producers,
            PublishedWatermark stated,
            PublishedWatermark reached) {
        this.settings = settings;
        this.producers = producers;
        this.reached = reached;
        this.stated = stated.equals(reached);
    }

    /**
     * Fences every earlier session off, waits until its last transaction is decided, and reads how far that one came: by its
     * statement, and by what the topic holds beyond it.
     */
    static PublisherSession open(
            PublicationSource source,
            PublisherSettings settings,
            Function<Map<String, Object>, Producer<String, byte[]>> producers) {
        FencingProducers<String> own =
                new FencingProducers<>(config(settings), settings.transactionalId(), new StringSerializer(), producers);
        try {
            own.decide();
            PublishedWatermark stated = readBack(settings);
            return new PublisherSession(settings, own, stated, new UnstatedTail(source, settings).after(stated));
        } catch (RuntimeException e) {
            own.abandon();
            throw e;
        }
    }

    private static Map<String, Object> config(PublisherSettings settings) {
        Map<String, Object> config = new HashMap<>(settings.kafka().producer());
        int patienceMillis = Math.toIntExact(settings.patience().toMillis());
        // A transaction left open by a process that vanished holds readers up until here, or until the next session
        // opens.
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, patienceMillis * 3 / 2);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        // As the topic says, or the broker would compress anew; at the level that costs least.
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
        config.put(ProducerConfig.COMPRESSION_GZIP_LEVEL_CONFIG, 1);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        config.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patienceMillis);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patienceMillis);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patienceMillis / 2);
        return config;
    }

    /**
     * The last statement that the events' topic bears out. One about an earlier incarnation of the topic counts for nothing.
     * One that claims more than the topic holds means that Kafka lost events, as a single broker may with its power:
     * then publication goes on after the last statement that is true, and readers recognise what they already have.
     */
    private static PublishedWatermark readBack(PublisherSettings settings) {
        try (Admin admin = Admin.create(settings.kafka().admin());
                WatermarkLog publications = WatermarkLog.toLookUp(
                        settings.kafka().consumer(), settings.publicationTopic(), settings.eventsTopic())) {
            TopicDescription topic = Topics.existing(admin, settings.eventsTopic());
            String topicId = topic.topicId().toString();
            Map<Integer, Long> ends =
                    Topics.offsets(admin, topic, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
            PublishedWatermark claimed = publications
                    .last(publication -> publication.topicId().equals(topicId))
                    .map(WatermarkLog.Located::publication)
                    .orElseGet(() -> PublishedWatermark.none(topicId));
            if (claimed.isWithin(ends)) {
                return claimed;
            }
            PublishedWatermark borneOut = publications
                    .last(publication -> publication.topicId().equals(topicId) && publication.isWithin(ends))
                    .map(WatermarkLog.Located::publication)
                    .orElseGet(() -> PublishedWatermark.none(topicId));
            log.error(
                    "Kafka lost events of {}: {} was published, {} is what it holds. Publishing again after position {}",
                    settings.eventsTopic(),
                    claimed,
                    ends,
                    borneOut.position());
            return borneOut;
        }
    }

    /** Everything up to here is published. */
    long position() {
        return reached.position();
    }

    /** Publishes the batch and the statement about it, both or neither. */
    void publish(List<OutgoingEvent> batch) throws InterruptedException {
        requireAscending(batch);
        commit(producer -> {
            ProducerSends<String> events = sends(producer);
            EventDigest[] digests = new EventDigest[batch.size()];
            for (int i = 0; i < digests.length; i++) {
                ProducerRecord<String, byte[]> record = CloudEventsCodec.toRecord(settings.eventsTopic(), batch.get(i));
                digests[i] = EventDigest.of(record);
                events.send(record);
            }
            List<RecordMetadata> acknowledged = events.await();
            Map<Integer, Long> next = new HashMap<>();
            Map<Integer, EventDigest> added = new HashMap<>();
            for (int i = 0; i < digests.length; i++) {
                RecordMetadata metadata = acknowledged.get(i);
                next.merge(metadata.partition(), metadata.offset() + 1, Math::max);
                added.merge(metadata.partition(), digests[i], EventDigest::plus);
            }
            return reached.advancedTo(batch.getLast().position(), next, added);
        });
    }

    /** Waits until the next transaction may begin. Before its events are read, so that those that come meanwhile are in it. */
    void settle() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(committedAtNanos + SETTLE_NANOS - System.nanoTime());
    }

    /** States what the topic holds beyond the last statement, if anything. */
    void restate() throws InterruptedException {
        if (!stated) {
            commit(producer -> reached);
        }
    }

    /** What a transaction does before its statement: how far publication is then. */
    private interface Events {
        PublishedWatermark send(Producer<String, byte[]> producer) throws InterruptedException;
    }

    private void commit(Events events) throws InterruptedException {
        healthy = false;
        reached = producers.commit((producer, operations) -> {
            PublishedWatermark after = events.send(producer);
            ProducerSends<String> statement = sends(producer);
            statement.send(
                    new ProducerRecord<>(settings.publicationTopic(), 0, settings.eventsTopic(), after.toJson()));
            statement.await();
            return after;
        });
        committedAtNanos = System.nanoTime();
        stated = true;
        healthy = true;
    }

    /** A little more for all of them than the producer itself allows each. */
    private ProducerSends<String> sends(Producer<String, byte[]> producer) {
        return new ProducerSends<>(producer, settings.patience().multipliedBy(3).dividedBy(2));
    }

    private void requireAscending(List<OutgoingEvent> batch) {
        long previous = reached.position();
        for (OutgoingEvent event : batch) {
            if (event.position() <= previous) {
                throw new IllegalStateException("The source gives position " + event.position() + " after " + previous);
            }
            previous = event.position();
        }
    }

    /** Ends the producer; one that failed is not waited for, its transaction is aborted by the next session. */
    @Override
    public void close() {
        if (healthy) {
            producers.destroy();
        } else {
            producers.abandon();
        }
    }
}
