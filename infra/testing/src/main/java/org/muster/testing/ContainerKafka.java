package org.muster.testing;

import org.apache.kafka.common.utils.AppInfoParser;
import org.muster.embedded.KafkaServer;
import org.testcontainers.kafka.KafkaContainer;

/** Kafka in a container. */
final class ContainerKafka implements KafkaServer {

    static final String IMAGE = "apache/kafka:" + AppInfoParser.getVersion();

    private final KafkaContainer container;

    private ContainerKafka(KafkaContainer container) {
        this.container = container;
    }

    static ContainerKafka started() {
        KafkaContainer container = container();
        container.start();
        return new ContainerKafka(container);
    }

    /** Not started yet. */
    static KafkaContainer container() {
        KafkaContainer container = new KafkaContainer(IMAGE);
        container.addEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        container.addEnv("KAFKA_LOG_RETENTION_MS", "-1");
        container.addEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        container.addEnv("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "1000");
        return container;
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public void close() {
        container.stop();
    }
}
