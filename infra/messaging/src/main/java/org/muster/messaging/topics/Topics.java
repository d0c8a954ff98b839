package org.muster.messaging.topics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates topics, and verifies those that exist. It changes none: too few partitions or a short retention is for people. */
public final class Topics {

    private static final long TIMEOUT_SECONDS = 30;

    private Topics() {}

    /**
     * Makes sure that every topic exists and is what it must be.
     *
     * @throws TopicMismatchException naming every wrong setting of those that already existed
     * @throws IllegalStateException if Kafka does not answer
     */
    public static void ensure(Admin admin, Collection<TopicSpec> specs) {
        specs.forEach(spec -> create(admin, spec));
        List<String> wrong = new ArrayList<>();
        for (TopicSpec spec : specs) {
            verify(spec, describe(admin, spec.name()), configOf(admin, spec.name()), wrong);
        }
        if (!wrong.isEmpty()) {
            throw new TopicMismatchException(wrong);
        }
    }

    private static void create(Admin admin, TopicSpec spec) {
        NewTopic topic =
                new NewTopic(spec.name(), spec.partitions(), (short) spec.replication()).configs(spec.config());
        try {
            await(admin.createTopics(List.of(topic)).all());
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("Cannot create topic " + spec.name(), e.getCause());
            }
        }
    }

    /** Asks until the topic is there: after its creation, brokers hear of it one after the other. */
    private static TopicDescription describe(Admin admin, String topic) {
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (true) {
            try {
                return await(admin.describeTopics(List.of(topic)).allTopicNames())
                        .get(topic);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadlineNanos) {
                    throw new IllegalStateException("Cannot describe topic " + topic, e.getCause());
                }
            }
        }
    }

    private static Map<String, String> configOf(Admin admin, String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            Config config =
                    await(admin.describeConfigs(List.of(resource)).all()).get(resource);
            Map<String, String> values = new TreeMap<>();
            config.entries().forEach(entry -> values.put(entry.name(), entry.value()));
            return values;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot read the settings of topic " + topic, e.getCause());
        }
    }

    private static void verify(
            TopicSpec spec, TopicDescription actual, Map<String, String> actualConfig, List<String> wrong) {
        // More or fewer partitions put a key elsewhere, and its order is lost.
        compare(spec, "partitions", spec.partitions(), actual.partitions().size(), wrong);
        int replication = actual.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
        if (replication < spec.replication()) {
            compare(spec, "replication", spec.replication(), replication, wrong);
        }
        new TreeMap<>(spec.config())
                .forEach((name, value) -> compare(spec, name, value, actualConfig.get(name), wrong));
    }

    private static void compare(TopicSpec spec, String setting, Object must, Object is, List<String> wrong) {
        if (!must.equals(is)) {
            wrong.add("topic " + spec.name() + ": " + setting + " is " + is + " and must be " + must);
        }
    }

    private static <T> T await(KafkaFuture<T> future) throws ExecutionException {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("Kafka does not answer within " + TIMEOUT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for Kafka", e);
        }
    }

    /** Incarnation and partitions of a topic that exists. */
    public static TopicDescription existing(Admin admin, String topic) {
        try {
            return await(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot describe topic " + topic + ": " + e.getCause(), e.getCause());
        }
    }

    /**
     * One offset of each partition of a topic. Asked through an admin client because a consumer's own questions queue up
     * behind its fetch, which waits at the end of the log.
     *
     * @param isolation how far the latest is: with read_committed, up to the first open transaction
     */
    public static Map<Integer, Long> offsets(
            Admin admin, TopicDescription topic, OffsetSpec which, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> question = topic.partitions().stream()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic.name(), partition.partition()), partition -> which));
        try {
            Map<Integer, Long> offsets = new TreeMap<>();
            await(admin.listOffsets(question, new ListOffsetsOptions(isolation)).all())
                    .forEach((partition, offset) -> offsets.put(partition.partition(), offset.offset()));
            return offsets;
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Cannot read offsets of topic " + topic.name() + ": " + e.getCause(), e.getCause());
        }
    }

    /** A topic that already existed is not what it must be. */
    public static final class TopicMismatchException extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        TopicMismatchException(List<String> wrong) {
            super(wrong.stream().collect(Collectors.joining("\n")));
        }
    }
}
