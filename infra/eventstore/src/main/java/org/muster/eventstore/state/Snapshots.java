package org.muster.eventstore.state;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.muster.eventstore.api.SnapshotCodec;
import org.muster.eventstore.api.StateDefinition;
import org.muster.eventstore.metrics.EventStoreMetrics;
import org.muster.eventstore.order.ReadCondition;
import org.muster.eventstore.order.StateAt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores snapshots of states with long histories in PostgreSQL, so that a start does not fold them event by event.
 *
 * <p>Why this is safe: only durable states are stored, under the version of their fold, and a fold that starts from
 * one adds all events since. They are derived: a lost one costs time, not correctness. {@link StateCache#stateAt}
 * never reads one.
 */
public final class Snapshots {

    private static final Logger log = LoggerFactory.getLogger(Snapshots.class);

    /** A state is stored again after this many of its events, so a start folds at most about as many for each state. */
    static final int EACH_EVENTS = 512;

    /** No more states than this wait. A state that is left out is offered again after as many events. */
    private static final int WAITING_MAX = 4_096;

    private static final String NEWEST = """
            SELECT position, state FROM eventstore.snapshot
            WHERE name = ? AND version = ? AND id = ? AND position <= ?""";

    /** A snapshot beyond the head belongs to a future that a restored backup does not have. */
    private static final String STORE = """
            INSERT INTO eventstore.snapshot AS s (name, version, id, position, state) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (name, version, id) DO UPDATE SET position = excluded.position, state = excluded.state
            WHERE s.position < excluded.position OR s.position > (SELECT position FROM eventstore.head)""";

    private final EventStoreMetrics metrics;
    private final ConcurrentMap<Key, Waiting> waiting = new ConcurrentHashMap<>();

    public Snapshots(EventStoreMetrics metrics) {
        this.metrics = metrics;
    }

    private record Key(String name, int version, String id) {}

    private record Waiting(long position, Supplier<byte[]> state) {}

    /** Stores a durable state before long, if its definition has snapshots. Never blocks. */
    <ID, S> void offer(StateDefinition<ID, S> definition, ID id, S value, long position) {
        if (definition.snapshots().isEmpty() || waiting.size() >= WAITING_MAX) {
            return;
        }
        SnapshotCodec<ID, S> codec = definition.snapshots().get();
        waiting.merge(
                new Key(definition.name(), definition.version(), codec.key(id)),
                new Waiting(position, () -> codec.encode(value)),
                (before, now) -> now.position() > before.position() ? now : before);
    }

    public boolean noneWait() {
        return waiting.isEmpty();
    }

    /**
     * Stores the states that wait. Those that cannot be stored now wait on; those that cannot be encoded are
     * dropped.
     */
    public void store(Connection connection) throws SQLException {
        List<Map.Entry<Key, Waiting>> together = new ArrayList<>(waiting.entrySet());
        try (PreparedStatement upsert = connection.prepareStatement(STORE)) {
            for (Map.Entry<Key, Waiting> entry : together) {
                Key key = entry.getKey();
                upsert.setString(1, key.name());
                upsert.setInt(2, key.version());
                upsert.setString(3, key.id());
                upsert.setLong(4, entry.getValue().position());
                try {
                    upsert.setBytes(5, entry.getValue().state().get());
                    upsert.addBatch();
                } catch (RuntimeException e) {
                    log.error(
                            "The state {} of {} has no snapshot, since it cannot be encoded", key.name(), key.id(), e);
                }
            }
            // A newer one that another process stored meanwhile stays: then no row has changed.
            int stored = (int) Arrays.stream(upsert.executeBatch())
                    .filter(rows -> rows != 0)
                    .count();
            metrics.snapshotsStored(stored);
        }
        together.forEach(stored -> waiting.remove(stored.getKey(), stored.getValue()));
    }

    /** @return the newest snapshot at a position not beyond {@code upTo}, or null */
    <ID, S> StateAt<S> newest(Connection connection, StateDefinition<ID, S> definition, ID id, long upTo)
            throws SQLException {
        if (definition.snapshots().isEmpty()) {
            return null;
        }
        SnapshotCodec<ID, S> codec = definition.snapshots().get();
        try (PreparedStatement select = connection.prepareStatement(NEWEST)) {
            select.setString(1, definition.name());
            select.setInt(2, definition.version());
            select.setString(3, codec.key(id));
            select.setLong(4, upTo);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                StateAt<S> state = new StateAt<>(codec.decode(row.getBytes(2)), row.getLong(1), ReadCondition.DURABLE);
                metrics.snapshotUsed();
                return state;
            }
        } catch (RuntimeException e) {
            log.error(
                    "The snapshot {} of {} cannot be read, so the state is folded from its first event",
                    definition.name(),
                    id,
                    e);
            return null;
        }
    }
}
