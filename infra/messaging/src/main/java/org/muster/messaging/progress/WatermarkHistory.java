package org.muster.messaging.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.muster.messaging.checkpoint.Checkpoint;
import org.muster.messaging.wire.PublishedWatermark;

/** The statements of publishers that were heard of, a limited number of them. Thread-safe. */
final class WatermarkHistory {

    private static final int MAX = 10_000;

    private record Heard(PublishedWatermark publication, Instant publishedAt) {}

    /** The newest last. */
    private final Deque<Heard> heard = new ArrayDeque<>();

    /** Everything up to here is published, as far as heard of; 0 before anything was. */
    synchronized long position() {
        return heard.isEmpty() ? 0 : heard.getLast().publication().position();
    }

    /** @return whether that is news */
    synchronized boolean add(PublishedWatermark publication, Instant publishedAt) {
        Heard newest = heard.peekLast();
        if (newest != null) {
            if (newest.publication().equals(publication)) {
                return false;
            }
            if (newest.publication().position() >= publication.position()
                    || !newest.publication().topicId().equals(publication.topicId())) {
                // Published again, after a loss or into a new topic: what was said before no longer holds.
                heard.clear();
            }
        }
        heard.addLast(new Heard(publication, publishedAt));
        if (heard.size() > MAX) {
            thinOut();
        }
        return true;
    }

    /** Forgets every other statement of the older half: each that stays is true by itself, answers just get coarser. */
    private void thinOut() {
        Iterator<Heard> oldestFirst = heard.iterator();
        for (int i = 0; i < MAX / 2 && oldestFirst.hasNext(); i++) {
            oldestFirst.next();
            if (i % 2 == 0) {
                oldestFirst.remove();
            }
        }
    }

    /** The position of the last statement that these checkpoints have reached; 0 if they have reached none. */
    synchronized long greatestReached(Map<Integer, Checkpoint> checkpoints) {
        Iterator<Heard> newestFirst = heard.descendingIterator();
        while (newestFirst.hasNext()) {
            PublishedWatermark publication = newestFirst.next().publication();
            if (isReached(publication, checkpoints)) {
                return publication.position();
            }
        }
        return 0;
    }

    /** What was said about a partition around an offset of this incarnation of the topic. */
    synchronized PartitionCompleteness.Statements around(int partition, String topicId, long offset) {
        Optional<PublishedWatermark> at = Optional.empty();
        Optional<PublishedWatermark> above = Optional.empty();
        Iterator<Heard> newestFirst = heard.descendingIterator();
        while (newestFirst.hasNext()) {
            PublishedWatermark publication = newestFirst.next().publication();
            if (!publication.topicId().equals(topicId)) {
                break;
            }
            long end = publication.offsets().getOrDefault(partition, 0L);
            if (end < offset) {
                return new PartitionCompleteness.Statements(Optional.of(publication), at, above);
            }
            if (end > offset) {
                above = Optional.of(publication);
            } else if (at.isEmpty()) {
                at = Optional.of(publication);
            }
        }
        return new PartitionCompleteness.Statements(Optional.empty(), at, above);
    }

    /** How far these checkpoints are behind. */
    synchronized ProjectionLag lag(Map<Integer, Checkpoint> checkpoints, Instant now) {
        long reached = 0;
        Instant oldestMissing = now;
        Iterator<Heard> newestFirst = heard.descendingIterator();
        while (newestFirst.hasNext()) {
            Heard next = newestFirst.next();
            if (isReached(next.publication(), checkpoints)) {
                reached = next.publication().position();
                break;
            }
            oldestMissing = next.publishedAt();
        }
        Duration age = Duration.between(oldestMissing, now);
        return new ProjectionLag(position() - reached, age.isNegative() ? Duration.ZERO : age);
    }

    private static boolean isReached(PublishedWatermark publication, Map<Integer, Checkpoint> checkpoints) {
        return publication.offsets().entrySet().stream().allMatch(stated -> {
            Checkpoint checkpoint = checkpoints.get(stated.getKey());
            return checkpoint != null
                    && checkpoint.topicId().equals(publication.topicId())
                    && checkpoint.nextOffset() >= stated.getValue();
        });
    }
}
