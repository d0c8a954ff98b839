package org.muster.messaging.topics;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaFuture;

/**
 * Asks every now and then whether any broker answers, without waiting for it: a consumer whose brokers are gone reads nothing
 * and says nothing. Not thread-safe.
 */
public final class BrokerProbe {

    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int TIMEOUT_MILLIS = 3_000;

    private final Supplier<Admin> admin;
    private KafkaFuture<?> question;
    private long askedAtNanos;
    private Optional<String> problem = Optional.empty();

    public BrokerProbe(Supplier<Admin> admin) {
        this.admin = admin;
    }

    /** Why Kafka counts as away, if it does; known five seconds after it went at the latest. */
    public Optional<String> problem() {
        if (question != null && question.isDone()) {
            problem = outcome(question);
            question = null;
        }
        if (question == null && (askedAtNanos == 0 || System.nanoTime() - askedAtNanos > INTERVAL_NANOS)) {
            askedAtNanos = System.nanoTime();
            question = admin.get()
                    .describeCluster(new DescribeClusterOptions().timeoutMs(TIMEOUT_MILLIS))
                    .nodes();
        }
        return problem;
    }

    private static Optional<String> outcome(KafkaFuture<?> answered) {
        try {
            answered.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of("Kafka does not answer: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
