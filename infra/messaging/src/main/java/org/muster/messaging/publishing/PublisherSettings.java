package org.muster.messaging.publishing;

import java.time.Duration;
import org.muster.messaging.wire.KafkaClients;
import org.muster.messaging.wire.PublishedWatermark;

/**
 * Where and how a {@link Publisher} writes.
 *
 * @param kafka where the brokers are and how to sign in
 * @param eventsTopic gets the events
 * @param publicationTopic gets the statements of how far they reach
 * @param transactionalId the same for all rivals: Kafka lets only the newest one write
 * @param batchSizeMax events per transaction
 * @param patience how long Kafka may take to acknowledge an event, or to begin or end a transaction, before everything is
 *     started over with a new producer
 */
public record PublisherSettings(
        KafkaClients kafka,
        String eventsTopic,
        String publicationTopic,
        String transactionalId,
        int batchSizeMax,
        Duration patience) {

    /** The topics of this system. */
    public static final String EVENTS_TOPIC = "muster.events";

    /** See {@link PublishedWatermark}. */
    public static final String PUBLICATION_TOPIC = "muster.publication";

    /** A transaction costs a few milliseconds however large it is: a backlog is worked off in large ones. */
    private static final int BATCH_SIZE_MAX = 10_000;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Copies the client settings. */
    public PublisherSettings {
        if (batchSizeMax < 1) {
            throw new IllegalArgumentException("batchSizeMax must be positive: " + batchSizeMax);
        }
    }

    /** With ten seconds of patience. */
    public PublisherSettings(
            KafkaClients kafka, String eventsTopic, String publicationTopic, String transactionalId, int batchSizeMax) {
        this(kafka, eventsTopic, publicationTopic, transactionalId, batchSizeMax, PATIENCE);
    }

    /** The topics of this system on this Kafka. */
    public static PublisherSettings on(KafkaClients kafka) {
        return new PublisherSettings(kafka, EVENTS_TOPIC, PUBLICATION_TOPIC, "muster.publisher", BATCH_SIZE_MAX);
    }
}
