package org.muster.messaging;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;

/** Beginning and undoing of database transactions. */
final class Transactions {

    private Transactions() {}

    /** A database that refuses connections, for whatever reason, says nothing about any event. */
    static Connection begin(DataSource dataSource) throws SQLException {
        try {
            Connection connection = dataSource.getConnection();
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            throw new SQLTransientConnectionException("No connection: " + e.getMessage(), e);
        }
    }

    /** Rolls back because of {@code cause}, which is told if that fails too. */
    static void undo(Connection tx, Exception cause) {
        try {
            tx.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
