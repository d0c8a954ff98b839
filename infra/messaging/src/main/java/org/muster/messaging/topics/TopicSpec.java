package org.muster.messaging.topics;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a topic must be.
 *
 * @param config topic settings by Kafka's names
 */
public record TopicSpec(String name, int partitions, int replication, Map<String, String> config) {

    private static final String ONE_HOUR_MILLIS = "3600000";
    private static final String ONE_WEEK_MILLIS = "604800000";
    private static final String SEGMENT_BYTES = "16777216";

    /** Copies the settings. */
    public TopicSpec {
        config = Map.copyOf(config);
    }

    /**
     * A topic that is kept for ever, and one replica may fail without stopping writes. It is compressed
     * with gzip because that is the one codec that Kafka clients of every language read without an addition.
     */
    public static TopicSpec kept(String name, int partitions, int replication) {
        return new TopicSpec(
                name,
                partitions,
                replication,
                Map.of(
                        "cleanup.policy", "delete",
                        "retention.ms", "-1",
                        "retention.bytes", "-1",
                        "min.insync.replicas", minInsyncReplicas(replication),
                        "unclean.leader.election.enable", "false",
                        "compression.type", "gzip"));
    }

    /** A topic of messages that are read once and then done with, such as commands and their results: kept for a week. */
    public static TopicSpec messages(String name, int partitions, int replication) {
        return new TopicSpec(
                name,
                partitions,
                replication,
                Map.of(
                        "cleanup.policy",
                        "delete",
                        "retention.ms",
                        ONE_WEEK_MILLIS,
                        "min.insync.replicas",
                        minInsyncReplicas(replication),
                        "unclean.leader.election.enable",
                        "false"));
    }

    /** The topic in which publishers state how far they are: only the last statement counts, older ones help for an hour. */
    public static TopicSpec publication(String name, int replication) {
        return new TopicSpec(
                name,
                1,
                replication,
                Map.of(
                        "cleanup.policy",
                        "compact",
                        "min.insync.replicas",
                        minInsyncReplicas(replication),
                        "unclean.leader.election.enable",
                        "false",
                        "compression.type",
                        "producer",
                        "segment.bytes",
                        SEGMENT_BYTES,
                        "segment.ms",
                        ONE_HOUR_MILLIS,
                        "min.compaction.lag.ms",
                        ONE_HOUR_MILLIS));
    }

    /** This one with a setting of its own. */
    public TopicSpec with(String setting, String value) {
        Map<String, String> changed = new TreeMap<>(config);
        changed.put(setting, value);
        return new TopicSpec(name, partitions, replication, changed);
    }

    private static String minInsyncReplicas(int replication) {
        return Integer.toString(Math.max(1, replication - 1));
    }
}
