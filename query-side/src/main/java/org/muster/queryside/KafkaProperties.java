package org.muster.queryside;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the facts come from, {@code muster.kafka.*}.
 *
 * @param bootstrapServers host:port, separated by commas
 * @param client further settings of Kafka's clients, for instance how to sign in
 * @param eventsTopic holds the facts
 * @param publicationTopic states how far they are published
 * @param groupPrefix prefix of the consumer groups, one per projection
 */
@ConfigurationProperties("muster.kafka")
public record KafkaProperties(
        String bootstrapServers,
        @DefaultValue Map<String, String> client,
        @DefaultValue("muster.events") String eventsTopic,
        @DefaultValue("muster.publication") String publicationTopic,
        @DefaultValue("muster.query-side.") String groupPrefix) {

    /** The settings that every Kafka client of this process starts from. */
    public Map<String, Object> clientSettings() {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("bootstrap.servers", bootstrapServers);
        return settings;
    }
}
