package org.muster.messaging.checkpoint;

import java.util.Optional;

/**
 * How far one projection has come in one partition.
 *
 * @param topicId the incarnation of the topic to which the offset belongs
 * @param nextOffset the offset after the last event that was applied or skipped as known
 * @param leaderEpoch that event's, by which Kafka can tell whether its log still has the event
 * @param lastPosition the highest position applied; what comes with this or a lower one is a duplicate
 */
public record Checkpoint(
        int partition, String topicId, long nextOffset, Optional<Integer> leaderEpoch, long lastPosition) {

    /** At the start of a topic, knowing what was applied before. */
    Checkpoint restarted(String newTopicId) {
        return new Checkpoint(partition, newTopicId, 0, Optional.empty(), lastPosition);
    }
}
