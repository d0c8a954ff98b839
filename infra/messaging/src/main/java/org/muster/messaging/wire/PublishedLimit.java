package org.muster.messaging.wire;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.errors.TimeoutException;
import org.muster.messaging.topics.Topics;

/**
 * How far publication is, asked for by readers of events: a record with a position beyond that is forged, whoever wrote it.
 * Not thread-safe.
 */
public final class PublishedLimit implements AutoCloseable {

    /** A transaction that is open ends sooner, or is aborted by then. */
    private static final Duration DECIDED_WITHIN = Duration.ofSeconds(30);

    private static final Duration POLL_TIMEOUT = Duration.ofMillis(10);

    private final Map<String, Object> consumer;
    private final String publicationTopic;
    private final String eventsTopic;
    private final Supplier<Admin> admin;
    private WatermarkLog watermarks;
    private long published;

    /** @param consumer settings of a consumer */
    public PublishedLimit(
            Map<String, Object> consumer, String publicationTopic, String eventsTopic, Supplier<Admin> admin) {
        this.consumer = consumer;
        this.publicationTopic = publicationTopic;
        this.eventsTopic = eventsTopic;
        this.admin = admin;
    }

    /**
     * What is published as far as known: at least {@code position}, or all that there is. A transaction's event may be seen
     * before its watermark; so the watermarks are read to their end, those that are not decided yet included.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka does not answer: may be asked again
     */
    public long atLeast(long position) {
        if (position <= published) {
            return published;
        }
        if (watermarks == null) {
            watermarks = WatermarkLog.toLookUp(consumer, publicationTopic, eventsTopic);
            watermarks.last(any -> true).ifPresentOrElse(this::start, () -> watermarks.seek(watermarks.beginning()));
        } else {
            watermarks.poll(POLL_TIMEOUT).forEach(this::take);
        }
        if (position > published) {
            readToTheEnd(position);
        }
        return published;
    }

    private void readToTheEnd(long position) {
        long end = Topics.offsets(
                        admin.get(),
                        Topics.existing(admin.get(), publicationTopic),
                        OffsetSpec.latest(),
                        IsolationLevel.READ_UNCOMMITTED)
                .get(0);
        long deadlineNanos = System.nanoTime() + DECIDED_WITHIN.toNanos();
        while (position > published && watermarks.position() < end) {
            if (System.nanoTime() > deadlineNanos) {
                throw new TimeoutException(publicationTopic + " has no decided end");
            }
            watermarks.poll(POLL_TIMEOUT).forEach(this::take);
        }
    }

    private void start(WatermarkLog.Located last) {
        take(last);
        watermarks.seek(last.offset() + 1);
    }

    private void take(WatermarkLog.Located watermark) {
        published = Math.max(published, watermark.publication().position());
    }

    @Override
    public void close() {
        if (watermarks != null) {
            watermarks.close();
            watermarks = null;
        }
    }
}
