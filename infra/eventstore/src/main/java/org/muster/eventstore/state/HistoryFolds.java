package org.muster.eventstore.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.muster.eventstore.api.PayloadCodec;
import org.muster.eventstore.api.StateDefinition;
import org.muster.eventstore.api.StoreUnavailableException;
import org.muster.eventstore.api.StoredEvent;
import org.muster.eventstore.order.AppendedEvent;
import org.muster.eventstore.order.Criteria;
import org.muster.eventstore.order.ReadCondition;
import org.muster.eventstore.order.StateAt;
import org.muster.eventstore.postgres.EventRows;

/** Folds states from PostgreSQL, page by page: older ones than memory reaches, and those for audit. */
public final class HistoryFolds {

    private static final int PAGE = 1_000;

    /**
     * Three connections of a pool of five, the least that is required, are held; after a restart every state is
     * cold.
     */
    private static final int AT_A_TIME_MAX = 2;

    private final DataSource dataSource;
    private final PayloadCodec codec;
    private final Snapshots snapshots;

    /** Long histories wait here for a connection, not in the pool: there their wait would end in a timeout. */
    private final Semaphore turns = new Semaphore(AT_A_TIME_MAX);

    public HistoryFolds(DataSource dataSource, PayloadCodec codec, Snapshots snapshots) {
        this.dataSource = dataSource;
        this.codec = codec;
        this.snapshots = snapshots;
    }

    /** Folds events that were already read. */
    <ID, S> S fold(StateDefinition<ID, S> definition, S initial, List<StoredEvent> events) {
        S value = initial;
        for (StoredEvent event : events) {
            value = definition.evolve(value, AppendedEvent.decode(event, codec));
        }
        return value;
    }

    /** The state at a position, from its first event on: for audit, which trusts no snapshot. */
    <ID, S> S fromTheFirst(StateDefinition<ID, S> definition, ID id, long upTo) {
        StateAt<S> initial = new StateAt<>(definition.initial(id), 0, ReadCondition.DURABLE);
        try (Connection connection = dataSource.getConnection()) {
            return fold(connection, definition, Criteria.of(definition.criteria(id)), initial, upTo)
                    .value();
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /**
     * The state at a position, folded from the known one or from its snapshot, whichever is newer. Waits while
     * others read; call it on a virtual thread, where waiting costs nothing.
     */
    <ID, S> S inTurn(StateDefinition<ID, S> definition, ID id, Criteria criteria, StateAt<S> known, long upTo) {
        turns.acquireUninterruptibly();
        try (Connection connection = dataSource.getConnection()) {
            StateAt<S> snapshot = snapshots.newest(connection, definition, id, upTo);
            StateAt<S> start = snapshot != null && snapshot.position() > known.position() ? snapshot : known;
            Folded<S> folded = fold(connection, definition, criteria, start, upTo);
            if (folded.events() >= Snapshots.EACH_EVENTS) {
                snapshots.offer(definition, id, folded.value(), upTo);
            }
            return folded.value();
        } catch (SQLException e) {
            throw unreadable(e);
        } finally {
            turns.release();
        }
    }

    private record Folded<S>(S value, long events) {}

    private <ID, S> Folded<S> fold(
            Connection connection, StateDefinition<ID, S> definition, Criteria criteria, StateAt<S> start, long upTo)
            throws SQLException {
        S value = start.value();
        long position = start.position();
        long events = 0;
        while (position < upTo) {
            List<StoredEvent> page = EventRows.read(connection, criteria, position, upTo, PAGE);
            value = fold(definition, value, page);
            events += page.size();
            if (page.size() < PAGE) {
                break;
            }
            position = page.getLast().position();
        }
        return new Folded<>(value, events);
    }

    private static StoreUnavailableException unreadable(SQLException e) {
        return new StoreUnavailableException("The history of a state cannot be read: " + e.getMessage(), false, e);
    }
}
