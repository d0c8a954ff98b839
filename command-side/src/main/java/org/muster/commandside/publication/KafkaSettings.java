package org.muster.commandside.publication;

import java.util.HashMap;
import java.util.Map;

/**
 * Where Kafka is.
 *
 * @param bootstrapServers host:port, comma-separated
 * @param replication replicas of each topic: 1 on a single broker, 3 in production
 * @param properties further client settings by Kafka's names, for instance how to sign in
 * @param commands how commands are taken from there
 */
public record KafkaSettings(
        String bootstrapServers, int replication, Map<String, String> properties, Commands commands) {

    /**
     * Commands over Kafka.
     *
     * @param enabled whether they are taken at all
     * @param member names this process among those that take commands, and no other: kept over restarts, it ends at once
     *     what a killed process left open. Empty: made of host and port
     * @param trustTopicAcl whether a command without a token is taken as if its sender had the scope for commands, because
     *     the topic's ACL lets nobody else write
     */
    public record Commands(boolean enabled, String member, boolean trustTopicAcl) {}

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
