package org.muster.commandside.audit.log;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.muster.messaging.topics.TopicInitializer;
import org.muster.messaging.topics.TopicSpec;
import org.muster.messaging.wire.KafkaClients;
import org.muster.tlog.note.SignedNote;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checkpoints on {@code muster.checkpoints}, kept for ever: whoever reads the topic has them where Muster's database cannot
 * change them. A checkpoint may be there twice, from two processes or after a restart; equal ones say nothing new.
 */
final class CheckpointTopic implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CheckpointTopic.class);

    static final String NAME = "muster.checkpoints";

    private static final int BLOCK_MILLIS_MAX = 5_000;

    private final Map<String, Object> producerSettings;
    private final TopicInitializer topics;
    private final AtomicReference<KafkaProducer<byte[], byte[]>> producer = new AtomicReference<>();
    private volatile SignedNote published;

    CheckpointTopic(KafkaClients kafka, int replication) {
        this.producerSettings = new HashMap<>(kafka.producer());
        producerSettings.put("acks", "all");
        producerSettings.put("enable.idempotence", true);
        producerSettings.put("max.block.ms", BLOCK_MILLIS_MAX);
        this.topics = new TopicInitializer(
                "audit-checkpoints", kafka.admin(), List.of(TopicSpec.kept(NAME, 1, replication)), this::start);
    }

    void begin() {
        topics.start();
    }

    private void start() {
        producer.set(new KafkaProducer<>(producerSettings, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /** Publishes a checkpoint unless it was the last one; does not wait. One that fails is followed by the next. */
    void publish(SignedNote checkpoint) {
        KafkaProducer<byte[], byte[]> to = producer.get();
        if (to == null || checkpoint.equals(published)) {
            return;
        }
        byte[] origin = checkpoint.text().lines().findFirst().orElseThrow().getBytes(StandardCharsets.UTF_8);
        try {
            to.send(new ProducerRecord<>(NAME, origin, checkpoint.bytes()), (metadata, failure) -> {
                if (failure != null) {
                    log.debug("A checkpoint was not published", failure);
                    published = null;
                }
            });
            published = checkpoint;
        } catch (KafkaException e) {
            log.debug("Kafka is unavailable", e);
        }
    }

    @Override
    public void close() {
        topics.close();
        KafkaProducer<byte[], byte[]> to = producer.get();
        if (to != null) {
            to.close(java.time.Duration.ofSeconds(2));
        }
    }
}
