package org.muster.commandside.publication;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import org.muster.commandside.adapter.axon.history.History;
import org.muster.messaging.leadership.LeaderLocks;
import org.muster.messaging.publishing.Publisher;
import org.muster.messaging.publishing.PublisherSettings;
import org.muster.messaging.publishing.PublisherState;
import org.muster.messaging.topics.TopicInitializer;
import org.muster.messaging.topics.TopicSpec;
import org.muster.messaging.wire.KafkaClients;

/**
 * Keeps publication going, from the moment that Kafka can be reached. Commands never wait for it: while Kafka is unavailable
 * they are recorded as ever, and are published later, in order and once.
 *
 * <p>Of several processes on one store one publishes; the others stand by.
 */
public final class EventPublication implements AutoCloseable {

    /** Fixed for ever: the partition of a subject depends on it. */
    private static final int EVENT_PARTITIONS = 12;

    private final History history;
    private final Publisher publisher;
    private final TopicInitializer topics;

    private EventPublication(
            History history, LeaderLocks leaders, KafkaClients kafka, int replication, MeterRegistry meters) {
        this.history = history;
        this.publisher = new Publisher(
                new StorePublicationSource(history), PublisherSettings.on(kafka), leaders.of("publication"), meters);
        this.topics = new TopicInitializer(
                "publication",
                kafka.admin(),
                List.of(
                        TopicSpec.kept(PublisherSettings.EVENTS_TOPIC, EVENT_PARTITIONS, replication),
                        TopicSpec.publication(PublisherSettings.PUBLICATION_TOPIC, replication)),
                publisher::start);
    }

    /** Begins at once, or when Kafka comes. Never fails because Kafka is unavailable. */
    public static EventPublication begin(
            History history, LeaderLocks leaders, KafkaClients kafka, int replication, MeterRegistry meters) {
        EventPublication publication = new EventPublication(history, leaders, kafka, replication, meters);
        publication.topics.start();
        return publication;
    }

    /** What publication is doing. */
    public PublisherState state() {
        PublisherState state = publisher.state();
        Optional<String> waiting = topics.problem();
        return waiting.isEmpty()
                ? state
                : new PublisherState(PublisherState.Phase.RETRYING, state.since(), state.position(), waiting);
    }

    /** Positions recorded and not yet published, as far as this process knows. */
    public long lag() {
        return Math.max(0, history.head() - publisher.state().position());
    }

    @Override
    public void close() {
        topics.close();
        publisher.close();
    }
}
