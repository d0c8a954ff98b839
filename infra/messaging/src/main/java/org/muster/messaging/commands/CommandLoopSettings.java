package org.muster.messaging.commands;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.muster.messaging.wire.KafkaClients;

/**
 * Where and how a {@link CommandLoop} reads and answers.
 *
 * @param kafka where the brokers are and how to sign in
 * @param commandsTopic is read
 * @param resultsTopic gets the answers
 * @param rejectedTopic gets what was no command
 * @param groupId members with the same one share the partitions
 * @param transactionalId of this member alone. The same one after a restart ends at once what the killed process left open;
 *     with another one that takes Kafka up to twenty seconds, in which the partitions concerned wait
 * @param batchSizeMax commands per transaction
 * @param concurrencyPerPartition commands of one partition that are decided at the same time
 */
public record CommandLoopSettings(
        KafkaClients kafka,
        String commandsTopic,
        String resultsTopic,
        String rejectedTopic,
        String groupId,
        String transactionalId,
        int batchSizeMax,
        int concurrencyPerPartition) {

    /** The topics of this system. */
    public static final String COMMANDS_TOPIC = "muster.commands";

    /** Gets the answers. */
    public static final String RESULTS_TOPIC = "muster.command-results";

    /** Gets what was no command. */
    public static final String REJECTED_TOPIC = "muster.commands.rejected";

    private static final int BATCH_SIZE_MAX = 200;
    private static final int CONCURRENCY_PER_PARTITION = 16;
    private static final int SESSION_TIMEOUT_MILLIS = 6_000;
    private static final int HEARTBEAT_INTERVAL_MILLIS = 1_500;

    /** A batch may take this long before another member gets its partitions, and this one's answers are refused. */
    private static final int BATCH_TIMEOUT_MILLIS = 600_000;

    private static final int TRANSACTION_TIMEOUT_MILLIS = 10_000;
    private static final int DELIVERY_TIMEOUT_MILLIS = 8_000;
    private static final int REQUEST_TIMEOUT_MILLIS = 4_000;

    /** All answers to a batch: a little more than the producer allows each. */
    static final Duration ACKNOWLEDGED_WITHIN = Duration.ofMillis(DELIVERY_TIMEOUT_MILLIS * 3 / 2);

    /** Copies the client settings. */
    public CommandLoopSettings {
        if (batchSizeMax < 1 || concurrencyPerPartition < 1) {
            throw new IllegalArgumentException("batchSizeMax and concurrencyPerPartition must be positive: "
                    + batchSizeMax + ", " + concurrencyPerPartition);
        }
    }

    /** This system's topics on this Kafka, for a member with an identity that nobody else has and that ends with it. */
    public static CommandLoopSettings on(KafkaClients kafka, String groupId) {
        return on(kafka, groupId, UUID.randomUUID().toString());
    }

    /**
     * This system's topics on this Kafka.
     *
     * @param member as {@code transactionalId}, among those of the group
     */
    public static CommandLoopSettings on(KafkaClients kafka, String groupId, String member) {
        return new CommandLoopSettings(
                kafka,
                COMMANDS_TOPIC,
                RESULTS_TOPIC,
                REJECTED_TOPIC,
                groupId,
                groupId + "." + member,
                BATCH_SIZE_MAX,
                CONCURRENCY_PER_PARTITION);
    }

    /** Of its consumer, by Kafka's names; what promises need wins over what people set. */
    public Map<String, Object> consumerConfig() {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_INTERVAL_MILLIS);
        config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, BATCH_TIMEOUT_MILLIS);
        config.putAll(kafka.consumer());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        // The newer protocol leaves session time-outs to the brokers, and does not wait for the place that is sought
        // here.
        config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, GroupProtocol.CLASSIC.name());
        config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // A command that was answered long ago is answered the same again; one that was not must not be passed over.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, batchSizeMax);
        return config;
    }

    /** Of its producer, likewise. */
    public Map<String, Object> producerConfig() {
        Map<String, Object> config = new HashMap<>(kafka.producer());
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
        return config;
    }
}
