package org.muster.messaging.projecting;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.muster.messaging.publishing.PublisherSettings;
import org.muster.messaging.wire.KafkaClients;

/**
 * Where and how a {@link CheckpointedConsumer} reads.
 *
 * @param kafka where the brokers are and how to sign in
 * @param eventsTopic is read, all partitions, from the start
 * @param publicationTopic says which positions there are: an event with another one is parked
 * @param groupId members with the same one share the partitions
 * @param batchSizeMax events per database transaction
 * @param parkedEventsMax more than this many parked events stop the projection: then it is not single events that are wrong
 */
public record ProjectionSettings(
        KafkaClients kafka,
        String eventsTopic,
        String publicationTopic,
        String groupId,
        int batchSizeMax,
        int parkedEventsMax) {

    private static final int BATCH_SIZE_MAX = 1000;
    private static final int PARKED_EVENTS_MAX = 10_000;

    /** A member that was killed keeps its partitions this long. */
    private static final int SESSION_TIMEOUT_MILLIS = 6_000;

    private static final int HEARTBEAT_INTERVAL_MILLIS = 1_500;

    /** Copies the client settings. */
    public ProjectionSettings {
        if (batchSizeMax < 1) {
            throw new IllegalArgumentException("batchSizeMax must be positive: " + batchSizeMax);
        }
        if (parkedEventsMax < 0) {
            throw new IllegalArgumentException("parkedEventsMax must not be negative: " + parkedEventsMax);
        }
    }

    /** With the usual limit of parked events. */
    public ProjectionSettings(
            KafkaClients kafka, String eventsTopic, String publicationTopic, String groupId, int batchSizeMax) {
        this(kafka, eventsTopic, publicationTopic, groupId, batchSizeMax, PARKED_EVENTS_MAX);
    }

    /** This system's events on this Kafka. */
    public static ProjectionSettings on(KafkaClients kafka, String groupId) {
        return new ProjectionSettings(
                kafka, PublisherSettings.EVENTS_TOPIC, PublisherSettings.PUBLICATION_TOPIC, groupId, BATCH_SIZE_MAX);
    }

    /** Of its consumer, by Kafka's names; what promises need wins over what people set. */
    public Map<String, Object> consumerConfig() {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_INTERVAL_MILLIS);
        config.putAll(kafka.consumer());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        // The newer protocol leaves session time-outs to the brokers, and does not wait for the place that is sought
        // here.
        config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, GroupProtocol.CLASSIC.name());
        config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Where to start is never Kafka's choice.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, batchSizeMax);
        return config;
    }
}
