package org.muster.embedded;

/** A running Kafka, wherever it runs. */
public interface KafkaServer extends AutoCloseable {

    /** The value for clients' {@code bootstrap.servers}. */
    String bootstrapServers();

    /** Stops the broker; one that is temporary leaves nothing behind. */
    @Override
    void close();
}
