package org.muster.messaging.checkpoint;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;

/** Beginning and undoing of database transactions. */
public final class Transactions {

    private Transactions() {}

    /** A database that refuses connections, for whatever reason, says nothing about any event. */
    public static Connection begin(DataSource dataSource) throws SQLException {
        try {
            Connection connection = dataSource.getConnection();
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            throw new SQLTransientConnectionException("No connection: " + e.getMessage(), e);
        }
    }

    /** What is done in a transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T in(Connection tx) throws SQLException;
    }

    /** Does it in a transaction of its own: all of it, or nothing and an exception. */
    public static <T> T run(DataSource dataSource, Work<T> work) throws SQLException {
        try (Connection tx = begin(dataSource)) {
            try {
                T result = work.in(tx);
                tx.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                undo(tx, e);
                throw e;
            }
        }
    }

    /** Rolls back because of {@code cause}, which is told if that fails too. */
    public static void undo(Connection tx, Exception cause) {
        try {
            tx.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
