package org.muster.embedded;

/** A running Kafka, wherever it runs. */
public interface KafkaServer extends AutoCloseable {

    /** The value for clients' {@code bootstrap.servers}. */
    String bootstrapServers();

    /** Stops the broker, and deletes its data if it is temporary. */
    @Override
    void close();
}
