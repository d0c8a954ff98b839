package org.muster.messaging.projecting;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.muster.messaging.IncomingEvent;
import org.muster.messaging.Projection;
import org.muster.messaging.UnreadableEventException;
import org.muster.messaging.checkpoint.Checkpoint;
import org.muster.messaging.checkpoint.Checkpoints;
import org.muster.messaging.checkpoint.ProjectionStoppedException;
import org.muster.messaging.parking.ParkedRows;
import org.muster.messaging.wire.CloudEventsCodec;
import org.muster.messaging.wire.EventDigest;
import org.muster.messaging.wire.PublishedLimit;
import org.muster.messaging.wire.TopicEvent;

/**
 * What one transaction of a projection does: moves the checkpoints, which locks them, then applies each event or queues it
 * behind those of its subject that are parked already.
 *
 * @param parkedEventsMax more than this stop the projection
 */
public record ProjectionBatches(Projection projection, long parkedEventsMax) {

    /** How far a partition is read within a batch, and how much of it was not known. */
    private static final class Reading {

        private final Checkpoint before;
        private ConsumerRecord<byte[], byte[]> last;
        private long lastPosition;
        private long events;
        private long digest;

        Reading(Checkpoint before) {
            this.before = before;
            this.lastPosition = before.lastPosition();
        }

        boolean isNew(TopicEvent event, long published) {
            last = event.record();
            long position = event.event().position();
            if (position > published) {
                throw new UnreadableEventException(last, "position " + position + " was never published", null);
            }
            if (position <= lastPosition) {
                return false;
            }
            lastPosition = position;
            events++;
            digest += event.digest().sum();
            return true;
        }

        EventDigest handled() {
            return new EventDigest(events, digest);
        }
    }

    /**
     * Applies or queues these events.
     *
     * @param positioned where their partitions stand
     * @param published the last position that there is, see {@link PublishedLimit}
     * @return where their partitions stand then; empty if another member has moved them: roll back
     * @throws UnreadableEventException if any of them is no event, or states a position that there is not
     * @throws ProjectionStoppedException if too many would be parked
     */
    public Optional<Map<TopicPartition, Checkpoint>> apply(
            Connection tx, List<TopicEvent> events, Map<TopicPartition, Checkpoint> positioned, long published)
            throws SQLException {
        Map<TopicPartition, Reading> readings = new HashMap<>();
        List<TopicEvent> unknown = new ArrayList<>(events.size());
        Reading reading = null;
        for (TopicEvent event : events) {
            // They come in long runs of one partition.
            if (reading == null || reading.before.partition() != event.record().partition()) {
                reading = readings.computeIfAbsent(
                        event.partition(), partition -> new Reading(positioned.get(partition)));
            }
            if (reading.isNew(event, published)) {
                unknown.add(event);
            }
        }
        Map<TopicPartition, Checkpoint> after = new HashMap<>();
        Map<TopicPartition, EventDigest> handled = new HashMap<>();
        readings.forEach((partition, read) -> {
            after.put(partition, after(read.before, read.last, read.lastPosition));
            handled.put(partition, read.handled());
        });
        if (!move(tx, positioned, after, handled)) {
            return Optional.empty();
        }
        if (unknown.isEmpty()) {
            return Optional.of(after);
        }
        Set<String> parked = ParkedRows.subjects(
                tx,
                projection.name(),
                after.keySet().stream().map(TopicPartition::partition).collect(Collectors.toSet()));
        List<IncomingEvent> batch = new ArrayList<>(unknown.size());
        for (TopicEvent event : unknown) {
            if (parked.isEmpty() || !parked.contains(ParkedRows.subjectOf(event.record()))) {
                batch.add(event.event());
            } else {
                long position = event.event().position();
                ParkedRows.add(tx, projection.name(), event.record(), OptionalLong.of(position), Optional.empty());
            }
        }
        if (batch.size() < unknown.size()) {
            requireRoom(tx);
        }
        if (!batch.isEmpty()) {
            // Stable, and ascending within each partition already: no order is lost, and readers of several see one.
            batch.sort(Comparator.comparingLong(IncomingEvent::position));
            projection.apply(tx, List.copyOf(batch));
        }
        return Optional.of(after);
    }

    /**
     * Parks an event that cannot be applied, unless it is known already.
     *
     * @return as {@link #apply}
     * @throws ProjectionStoppedException if too many would be parked
     */
    public Optional<Map<TopicPartition, Checkpoint>> park(
            Connection tx, TopicEvent event, String cause, Map<TopicPartition, Checkpoint> positioned, long published)
            throws SQLException {
        ConsumerRecord<byte[], byte[]> record = event.record();
        TopicPartition partition = event.partition();
        Checkpoint before = positioned.get(partition);
        OptionalLong stated = CloudEventsCodec.positionOf(record);
        // Believed, a forged one would make all later events of its partition look known.
        OptionalLong position = stated.orElse(0) > published ? OptionalLong.empty() : stated;
        Map<TopicPartition, Checkpoint> after =
                Map.of(partition, after(before, record, position.orElse(before.lastPosition())));
        boolean isNew = position.isEmpty() || position.getAsLong() > before.lastPosition();
        // What states no position was never published: it is kept for people to see, and counts for nothing.
        Map<TopicPartition, EventDigest> handled =
                isNew && position.isPresent() ? Map.of(partition, event.digest()) : Map.of();
        if (!move(tx, positioned, after, handled)) {
            return Optional.empty();
        }
        if (isNew) {
            ParkedRows.add(tx, projection.name(), record, position, Optional.of(cause));
            requireRoom(tx);
        }
        return Optional.of(after);
    }

    private void requireRoom(Connection tx) throws SQLException {
        long events = ParkedRows.count(tx, projection.name()).events();
        if (events > parkedEventsMax) {
            throw new ProjectionStoppedException(
                    "More than " + parkedEventsMax + " events would be parked: retry or discard them, then start again",
                    null);
        }
    }

    private boolean move(
            Connection tx,
            Map<TopicPartition, Checkpoint> positioned,
            Map<TopicPartition, Checkpoint> after,
            Map<TopicPartition, EventDigest> handled)
            throws SQLException {
        List<Checkpoints.Move> moves = after.entrySet().stream()
                .map(entry -> new Checkpoints.Move(
                        positioned.get(entry.getKey()),
                        entry.getValue(),
                        handled.getOrDefault(entry.getKey(), EventDigest.NONE)))
                .toList();
        return Checkpoints.move(tx, projection.name(), moves);
    }

    private static Checkpoint after(Checkpoint before, ConsumerRecord<byte[], byte[]> record, long position) {
        return new Checkpoint(
                before.partition(),
                before.topicId(),
                record.offset() + 1,
                record.leaderEpoch(),
                Math.max(before.lastPosition(), position));
    }
}
