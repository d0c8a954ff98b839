package org.muster.queryside;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which topics and groups, {@code muster.kafka.*}. Where the brokers are and how to sign in is {@code spring.kafka.*}.
 *
 * @param eventsTopic holds the events
 * @param publicationTopic states how far they are published
 * @param groupPrefix prefix of the consumer groups, one per projection
 */
@ConfigurationProperties("muster.kafka")
public record KafkaProperties(
        @DefaultValue("muster.events") String eventsTopic,
        @DefaultValue("muster.publication") String publicationTopic,
        @DefaultValue("muster.query-side.") String groupPrefix) {}
