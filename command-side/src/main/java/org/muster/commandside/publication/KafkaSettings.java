package org.muster.commandside.publication;

import java.util.HashMap;
import java.util.Map;

/**
 * Where Kafka is.
 *
 * @param bootstrapServers host:port, comma-separated
 * @param replication replicas of each topic: 1 on a single broker, 3 in production
 * @param properties further client settings by Kafka's names, for instance how to sign in
 */
public record KafkaSettings(String bootstrapServers, int replication, Map<String, String> properties) {

    public KafkaSettings {
        properties = properties == null ? Map.of() : Map.copyOf(properties);
    }

    /** The settings that every Kafka client of this process starts from. */
    public Map<String, Object> client() {
        Map<String, Object> client = new HashMap<>(properties);
        client.put("bootstrap.servers", bootstrapServers);
        return client;
    }
}
