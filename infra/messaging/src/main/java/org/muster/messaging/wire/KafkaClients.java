package org.muster.messaging.wire;

import java.util.Map;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

/**
 * What every Kafka client of this process starts from: where the brokers are and how to sign in. Each part of this module adds
 * what its promises need, and that wins.
 *
 * @param consumer by Kafka's names
 * @param producer by Kafka's names
 * @param admin by Kafka's names
 */
public record KafkaClients(Map<String, Object> consumer, Map<String, Object> producer, Map<String, Object> admin) {

    /** Copies the settings. */
    public KafkaClients {
        consumer = Map.copyOf(consumer);
        producer = Map.copyOf(producer);
        admin = Map.copyOf(admin);
    }

    /** As Spring Boot has made them of {@code spring.kafka.*}, its connection details and its SSL bundles. */
    public static KafkaClients of(ConsumerFactory<?, ?> consumers, ProducerFactory<?, ?> producers, KafkaAdmin admin) {
        return new KafkaClients(
                consumers.getConfigurationProperties(),
                producers.getConfigurationProperties(),
                admin.getConfigurationProperties());
    }

    /** The same for all of them. */
    public static KafkaClients of(Map<String, Object> common) {
        return new KafkaClients(common, common, common);
    }
}
