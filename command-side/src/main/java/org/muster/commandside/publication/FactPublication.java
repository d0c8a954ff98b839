package org.muster.commandside.publication;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.muster.commandside.axon.History;
import org.muster.messaging.PostgresAdvisoryLeaderLock;
import org.muster.messaging.Publisher;
import org.muster.messaging.PublisherSettings;
import org.muster.messaging.PublisherState;
import org.muster.messaging.TopicSpec;
import org.muster.messaging.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps publication going, from the moment that Kafka can be reached. Commands never wait for it: while Kafka is away
 * they are recorded as ever, and are published later, in order and once.
 *
 * <p>Of several processes on one store one publishes; the others stand by.
 */
public final class FactPublication implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(FactPublication.class);

    /** Fixed for ever: the partition of a subject depends on it. */
    private static final int EVENT_PARTITIONS = 12;

    /** Names the leader lock of publication among the advisory locks of the store's database. */
    private static final long LEADER_LOCK = 0x6d75737465720001L;

    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(2);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final KafkaSettings kafka;
    private final History history;
    private final Publisher publisher;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicReference<Optional<String>> waitingFor = new AtomicReference<>(Optional.of("not started"));
    private final Thread starter;

    private FactPublication(History history, DataSource database, KafkaSettings kafka, MeterRegistry meters) {
        this.kafka = kafka;
        this.history = history;
        this.publisher = new Publisher(
                new FactSource(history),
                PublisherSettings.on(kafka.client()),
                new PostgresAdvisoryLeaderLock(database, LEADER_LOCK),
                meters);
        this.starter = Thread.ofVirtual().name("publication-starter").unstarted(this::start);
    }

    /** Begins at once, or when Kafka comes. Never fails because Kafka is away. */
    public static FactPublication begin(
            History history, DataSource database, KafkaSettings kafka, MeterRegistry meters) {
        FactPublication publication = new FactPublication(history, database, kafka, meters);
        publication.starter.start();
        return publication;
    }

    /** What publication is doing. */
    public PublisherState state() {
        PublisherState state = publisher.state();
        Optional<String> waiting = waitingFor.get();
        return waiting.isEmpty()
                ? state
                : new PublisherState(PublisherState.Phase.RETRYING, state.since(), state.position(), waiting);
    }

    /** Positions recorded and not yet published, as far as this process knows. */
    public long lag() {
        return Math.max(0, history.head() - publisher.state().position());
    }

    private void start() {
        while (closing.getCount() > 0) {
            try (Admin admin = Admin.create(admin())) {
                Topics.ensure(
                        admin,
                        List.of(
                                TopicSpec.facts(PublisherSettings.EVENTS_TOPIC, EVENT_PARTITIONS, kafka.replication()),
                                TopicSpec.publication(PublisherSettings.PUBLICATION_TOPIC, kafka.replication())));
                waitingFor.set(Optional.empty());
                publisher.start();
                return;
            } catch (IllegalStateException | KafkaException e) {
                if (closing.getCount() == 0) {
                    return;
                }
                Optional<String> problem = Optional.of(String.valueOf(e.getMessage()));
                if (!problem.equals(waitingFor.getAndSet(problem))) {
                    log.warn("Publication waits for Kafka: {}", problem.get());
                }
            }
            try {
                if (closing.await(RETRY_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private Map<String, Object> admin() {
        Map<String, Object> settings = new HashMap<>(kafka.client());
        settings.putIfAbsent("reconnect.backoff.max.ms", 10_000);
        settings.putIfAbsent("request.timeout.ms", 5_000);
        settings.putIfAbsent("default.api.timeout.ms", 10_000);
        return settings;
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            // It may be waiting for Kafka; if it has just started the publisher instead, that is closed below.
            starter.interrupt();
            starter.join(CLOSE_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        publisher.close();
    }
}
