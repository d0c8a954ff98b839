package org.muster.eventstore.state;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
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
 * States of long histories, put away in PostgreSQL: what a start would otherwise fold anew, event by event.
 *
 * <p>Why this is safe: only what is durable is put away, under the version of its fold, and whoever starts from it folds all
 * that was stored since. It is derived: losing one costs time, not truth. {@link StateCache#stateAt} never reads one.
 */
public final class Snapshots {

    private static final Logger log = LoggerFactory.getLogger(Snapshots.class);

    /** A state is put away again after this many of its events: a start folds at most about as many for each state. */
    static final int EACH_EVENTS = 512;

    /** More states than this do not wait; who is left out is offered again after as many events. */
    private static final int WAITING_MAX = 4_096;

    private static final String NEWEST = """
            SELECT position, state FROM eventstore.snapshot
            WHERE name = ? AND version = ? AND id = ? AND position <= ?""";

    /** Beyond the head is a future that a backup has taken back. */
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

    /** Puts a durable state away before long, if its definition says how. Never blocks. */
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

    /** Stores what waits; what can not be stored now waits on, what can not be encoded is dropped. */
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
                    log.error("The state {} of {} can not be put away", key.name(), key.id(), e);
                }
            }
            upsert.executeBatch();
        }
        metrics.snapshotsStored(together.size());
        together.forEach(stored -> waiting.remove(stored.getKey(), stored.getValue()));
    }

    /** @return the state as it was put away last, at a position not beyond {@code upTo}; or null */
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
            log.error("The snapshot {} of {} can not be read, so it is folded anew", definition.name(), id, e);
            return null;
        }
    }
}
