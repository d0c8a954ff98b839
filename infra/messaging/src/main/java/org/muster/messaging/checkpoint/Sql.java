package org.muster.messaging.checkpoint;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Spring's JdbcClient on a connection that its caller began a transaction on, and ends. */
public final class Sql {

    private Sql() {}

    /** What is asked or changed. */
    @FunctionalInterface
    public interface Work<T> {
        T with(JdbcClient jdbc);
    }

    /**
     * Does it on this connection, which stays open.
     *
     * @throws SQLException as the driver threw it, since its state says whether it passes and whose fault it is
     */
    public static <T> T on(Connection connection, Work<T> work) throws SQLException {
        try {
            return work.with(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
        } catch (DataAccessException e) {
            if (e.getRootCause() instanceof SQLException sql) {
                throw sql;
            }
            throw e;
        }
    }

    /** A time; empty where the column is null. */
    public static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
