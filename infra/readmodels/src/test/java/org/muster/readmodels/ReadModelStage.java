package org.muster.readmodels;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.muster.testing.TestPostgres;

/**
 * What a read model is tested with: given these events, then these rows, on a real PostgreSQL and the tables of production,
 * without a broker.
 */
public final class ReadModelStage implements AutoCloseable {

    /** When the first of the given events was recorded; each further one a second later. */
    public static final Instant RECORDED = Instant.parse("2026-11-23T12:00:00Z");

    private final ReadModel readModel;
    private final ReadModelProjection projection;
    private final Function<Object, String> subject;
    private final Connection tx;
    private long position;

    /** @param subject the primary subject of an event */
    public ReadModelStage(ReadModel readModel, Function<Object, String> subject) {
        this.readModel = readModel;
        this.projection = new ReadModelProjection(readModel, incoming -> {
            throw new AssertionError("There is nothing to decode");
        });
        this.subject = subject;
        try {
            this.tx = TestPostgres.freshDatabase().connect();
            execute(projection.tablesSql());
            execute(projection.indexesSql());
            tx.setAutoCommit(false);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Applies events as one batch, as live events are; positions count from 1. */
    public ReadModelStage given(Object... events) {
        apply(sequenced(Arrays.asList(events)));
        return this;
    }

    /** These events at the next positions, to be applied. */
    public List<SequencedEvent> sequenced(List<?> events) {
        List<SequencedEvent> sequenced = new ArrayList<>();
        for (Object event : events) {
            sequenced.add(
                    new SequencedEvent(position + 1, RECORDED.plusSeconds(position), subject.apply(event), event));
            position++;
        }
        return sequenced;
    }

    /** Applies a batch as live events are. */
    public void apply(List<SequencedEvent> batch) {
        write(batch, false);
    }

    /** Applies a batch as a rebuild does. */
    public void fill(List<SequencedEvent> batch) {
        write(batch, true);
    }

    private void write(List<SequencedEvent> batch, boolean trustsCreation) {
        try {
            projection.write(tx, batch, trustsCreation, (event, why) -> why);
            tx.commit();
        } catch (SQLException e) {
            rollback();
            throw new IllegalStateException(e);
        } catch (RuntimeException e) {
            rollback();
            throw e;
        }
    }

    private void rollback() {
        try {
            tx.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The rows as they are, by key. */
    public <K, R extends Record & Row<K>> List<R> rows(Class<R> row) {
        return rows(row, AsKnownAt.NOW);
    }

    /** The rows as known at a position, by key. */
    public <K, R extends Record & Row<K>> List<R> rows(Class<R> row, long position) {
        RowMapping<K, R> mapping = RowMapping.of(row);
        TableSql sql = TableSql.of(mapping);
        String query = "select * from " + sql.asKnownAt(Long.toString(position)) + " as rows";
        try (Statement statement = tx.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            List<R> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(mapping.read(found, 2));
            }
            rows.sort((one, other) ->
                    mapping.key(one).toString().compareTo(mapping.key(other).toString()));
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The position that an instant stands for; {@link AsKnownAt#NOW} if nothing was recorded since. */
    public long positionAt(Instant instant) {
        String sql = AsKnownAt.positionAt(List.of(readModel), "at").replace(":at", "?");
        try (PreparedStatement statement = tx.prepareStatement(sql)) {
            for (int i = 1;
                    i <= sql.chars().filter(character -> character == '?').count();
                    i++) {
                statement.setObject(i, AsKnownAt.parameter(instant).atOffset(java.time.ZoneOffset.UTC));
            }
            try (ResultSet found = statement.executeQuery()) {
                found.next();
                long position = found.getLong(1);
                return found.wasNull() ? AsKnownAt.NOW : position;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the rows are, for what reports read; in the transaction in which the next batch is applied. */
    public Connection connection() {
        return tx;
    }

    /** Forgets all rows and versions. */
    public void clear() {
        for (TableSql table : readModel.tables()) {
            execute("delete from " + table.table() + "; delete from " + table.history());
        }
        position = 0;
    }

    private void execute(String sql) {
        if (!sql.isBlank()) {
            try (Statement statement = tx.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        try {
            tx.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
