package org.muster.messaging.rebuilding;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.muster.messaging.wire.KafkaClients;

/**
 * How {@link Rebuilds} read and write.
 *
 * @param kafka where the brokers are and how to sign in
 * @param eventsTopic is read from its first offset
 * @param threads read, decode and write at once: one per core at most, each with a database connection
 * @param batchSizeMax events per transaction of such a thread
 * @param parkedEventsMax more than this many events that cannot be applied fail the rebuild
 * @param examplesMax rows that differ, in the report, per table
 */
public record RebuildSettings(
        KafkaClients kafka, String eventsTopic, int threads, int batchSizeMax, int parkedEventsMax, int examplesMax) {

    private static final int THREADS_MAX = 8;
    private static final int BATCH_SIZE_MAX = 20_000;
    private static final int PARKED_EVENTS_MAX = 10_000;
    private static final int EXAMPLES_MAX = 20;

    /** Bytes per partition and fetch: with less, the brokers are asked too often at full speed. */
    private static final int PARTITION_FETCH_BYTES = 4 * 1024 * 1024;

    /** Copies the client settings. */
    public RebuildSettings {
        if (threads < 1 || batchSizeMax < 1 || parkedEventsMax < 0 || examplesMax < 1) {
            throw new IllegalArgumentException("threads, batchSizeMax and examplesMax must be positive");
        }
    }

    /** As fast as this machine allows. */
    public static RebuildSettings on(KafkaClients kafka, String eventsTopic) {
        int threads = Math.min(THREADS_MAX, Runtime.getRuntime().availableProcessors());
        return new RebuildSettings(kafka, eventsTopic, threads, BATCH_SIZE_MAX, PARKED_EVENTS_MAX, EXAMPLES_MAX);
    }

    /** Of its consumer, by Kafka's names; what promises need wins over what people set. */
    public Map<String, Object> consumerConfig() {
        Map<String, Object> config = new HashMap<>(kafka.consumer());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, batchSizeMax);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
        return config;
    }
}
