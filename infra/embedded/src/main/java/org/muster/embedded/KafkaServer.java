package org.muster.embedded;

/** A running Kafka, wherever it runs. */
public sealed interface KafkaServer extends AutoCloseable permits LocalKafka, ContainerKafka {

    /** The value for clients' {@code bootstrap.servers}. */
    String bootstrapServers();

    /** Stops the broker; one that is temporary leaves nothing behind. */
    @Override
    void close();
}
