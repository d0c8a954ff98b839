package org.muster.messaging;

import java.util.Map;

/**
 * Where and how a {@link CheckpointedConsumer} reads.
 *
 * @param kafka client settings: bootstrap servers and how to sign in
 * @param eventsTopic is read, all partitions, from the start
 * @param groupId members with the same one share the partitions
 * @param batchSizeMax events per database transaction
 */
public record ProjectionSettings(Map<String, Object> kafka, String eventsTopic, String groupId, int batchSizeMax) {

    private static final int BATCH_SIZE_MAX = 1000;

    /** Copies the client settings. */
    public ProjectionSettings {
        kafka = Map.copyOf(kafka);
        if (batchSizeMax < 1) {
            throw new IllegalArgumentException("batchSizeMax must be positive: " + batchSizeMax);
        }
    }

    /** This system's events on this Kafka. */
    public static ProjectionSettings on(Map<String, Object> kafka, String groupId) {
        return new ProjectionSettings(kafka, PublisherSettings.EVENTS_TOPIC, groupId, BATCH_SIZE_MAX);
    }
}
