package org.muster.commandside.publication;

/**
 * How Kafka is used. Where the brokers are and how to sign in is {@code spring.kafka.*}.
 *
 * @param replication replicas of each topic: 1 on a single broker, 3 in production
 * @param commands how commands are taken from there
 */
public record KafkaSettings(int replication, Commands commands) {

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
}
