package org.muster.messaging.topics;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.muster.messaging.topics.Topics.TopicMismatchException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts something once its topics are there and are what they must be. Never fails because Kafka is unavailable: whatever else the
 * process does goes on, and this asks again. A topic with a wrong setting is waited for too, since people may mend it, and
 * is an error in the log and in {@link #problem()} until they have.
 */
public final class TopicInitializer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TopicInitializer.class);

    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(2);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final String what;
    private final Map<String, Object> kafka;
    private final List<TopicSpec> topics;
    private final Runnable then;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicReference<Optional<String>> problem = new AtomicReference<>(Optional.of("not started"));
    private final Thread thread;

    /**
     * @param what needs the topics, for the log
     * @param kafka settings of an admin client
     * @param then is run once, unless this is closed before
     */
    public TopicInitializer(String what, Map<String, Object> kafka, List<TopicSpec> topics, Runnable then) {
        this.what = what;
        this.kafka = admin(kafka);
        this.topics = List.copyOf(topics);
        this.then = then;
        this.thread = Thread.ofVirtual().name(what + "-topics").unstarted(this::run);
    }

    /** Begins to ask, once. */
    public TopicInitializer start() {
        thread.start();
        return this;
    }

    /** What is waited for; empty once the topics were there. */
    public Optional<String> problem() {
        return problem.get();
    }

    private void run() {
        try {
            while (!areReady()) {
                if (closing.await(RETRY_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            log.debug("Closed while waiting to ask again", e);
            return;
        }
        problem.set(Optional.empty());
        then.run();
    }

    private boolean areReady() {
        try (Admin admin = Admin.create(kafka)) {
            Topics.ensure(admin, topics);
            return true;
        } catch (IllegalStateException | KafkaException e) {
            if (closing.getCount() > 0) {
                waiting(e);
            }
            return false;
        }
    }

    /** Says each problem once. */
    private void waiting(RuntimeException e) {
        Optional<String> now = Optional.of(String.valueOf(e.getMessage()));
        if (now.equals(problem.getAndSet(now))) {
            return;
        }
        if (e instanceof TopicMismatchException) {
            log.error("{} cannot start: {}", what, e.getMessage());
        } else {
            log.warn("{} waits for Kafka: {}", what, e.getMessage());
        }
    }

    private static Map<String, Object> admin(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.putIfAbsent("reconnect.backoff.max.ms", 10_000);
        settings.putIfAbsent("request.timeout.ms", 5_000);
        settings.putIfAbsent("default.api.timeout.ms", 10_000);
        return settings;
    }

    /** Returns when nothing will be started any more, or has been: close that next. */
    @Override
    public void close() {
        closing.countDown();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            thread.interrupt();
            thread.join(CLOSE_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
