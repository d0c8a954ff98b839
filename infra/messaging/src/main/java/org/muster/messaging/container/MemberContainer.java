package org.muster.messaging.container;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.ContainerProperties.AssignmentCommitOption;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

/** One member of a consumer group in a listener container of spring-kafka that commits nothing by itself. */
public final class MemberContainer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MemberContainer.class);

    private static final long POLL_MILLIS = 200;
    private static final Duration START_PAUSE = Duration.ofSeconds(2);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(6);
    private static final Duration END_TIMEOUT = Duration.ofSeconds(2);

    /** The brokers may be away when a member says goodbye to its group. */
    private static final Duration GOODBYE_TIMEOUT = Duration.ofSeconds(5);

    /** Hears of what befalls the container. */
    public interface Observer {

        /** It cannot begin yet, and tries again. */
        void waits(String why);

        /** It ended by itself. */
        void ended(String why);
    }

    private final String name;
    private final String topic;
    private final Runnable first;
    private final Observer observer;
    private final KafkaMessageListenerContainer<byte[], byte[]> container;
    private volatile boolean closing;
    private volatile Thread thread;

    /**
     * @param name of its thread
     * @param consumerConfig of the consumer, its group among that
     * @param first is done before it reads; where that throws a KafkaException, it is tried again
     */
    public MemberContainer(
            String name,
            String topic,
            Map<String, Object> consumerConfig,
            ContainerWork work,
            Runnable first,
            Observer observer) {
        this.name = name;
        this.topic = topic;
        this.first = first;
        this.observer = observer;
        ContainerProperties properties = new ContainerProperties(topic);
        properties.setMessageListener(work);
        properties.setConsumerRebalanceListener(work);
        properties.setAckMode(AckMode.MANUAL);
        properties.setAssignmentCommitOption(AssignmentCommitOption.NEVER);
        properties.setPollTimeout(POLL_MILLIS);
        properties.setIdleEventInterval(POLL_MILLIS);
        properties.setIdleBeforeDataMultiplier(1);
        properties.setShutdownTimeout(STOP_TIMEOUT.toMillis());
        properties.setAuthExceptionRetryInterval(START_PAUSE);
        properties.setListenerTaskExecutor(new SimpleAsyncTaskExecutor(running -> {
            thread = Thread.ofPlatform().name(name).unstarted(running);
            return thread;
        }));
        this.container = new KafkaMessageListenerContainer<>(new Consumers(consumerConfig), properties);
        container.setBeanName(name);
        container.setCommonErrorHandler(work);
        container.setApplicationEventPublisher(event -> {
            if (event instanceof ListenerContainerIdleEvent idle) {
                work.idle(idle.getConsumer());
            } else if (event instanceof ConsumerStoppedEvent stopped && !closing) {
                observer.ended("its consumer has stopped: " + stopped.getReason());
            }
        });
    }

    /** Starts reading, once; in the background, since a broker whose name nobody knows yet is waited for. */
    public void start() {
        Thread.ofVirtual().name(name + "-start").start(() -> {
            while (!isStarted()) {
                LockSupport.parkNanos(START_PAUSE.toNanos());
            }
        });
    }

    private synchronized boolean isStarted() {
        if (closing) {
            return true;
        }
        try {
            first.run();
            container.start();
            return true;
        } catch (KafkaException e) {
            observer.waits(e.toString());
            return false;
        }
    }

    /**
     * Records in its partitions that it has not read, as last heard of; markers of transactions included.
     *
     * <p>By the consumer's own measure: its {@code currentLag} would ask the broker for the end of a partition from which nothing
     * was fetched yet, and log a warning if the group gave that partition away before the answer.
     */
    public double unreadRecords() {
        return container.metrics().values().stream()
                .flatMap(ofConsumer -> ofConsumer.entrySet().stream())
                .filter(metric -> isLagOfPartition(metric.getKey()))
                .map(metric -> (Double) metric.getValue().metricValue())
                .filter(lag -> !lag.isNaN())
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private boolean isLagOfPartition(MetricName metric) {
        return metric.name().equals("records-lag") && topic.equals(metric.tags().get("topic"));
    }

    /** Finishes the batch in hand, and leaves its partitions to the other members. */
    @Override
    public void close() {
        closing = true;
        synchronized (this) {
            container.stop();
        }
        Thread working = thread;
        try {
            if (working != null && !working.join(END_TIMEOUT)) {
                log.warn("{} does not end in order: its batch in hand is undone", name);
                working.interrupt();
                working.join(END_TIMEOUT);
            }
        } catch (InterruptedException e) {
            working.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private static final class Consumers extends DefaultKafkaConsumerFactory<byte[], byte[]> {

        Consumers(Map<String, Object> config) {
            super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }

        @Override
        protected Consumer<byte[], byte[]> createRawConsumer(Map<String, Object> config) {
            return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()) {
                @Override
                public void close() {
                    close(CloseOptions.timeout(GOODBYE_TIMEOUT));
                }
            };
        }
    }
}
