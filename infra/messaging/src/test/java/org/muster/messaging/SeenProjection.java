package org.muster.messaging;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.muster.embedded.Database;

/** Writes down every event that it is given, with nothing in the table to hide a second time. */
public record SeenProjection(String name) implements Projection {

    public static void createTables(Database database) throws SQLException, IOException {
        Stage.createCheckpoints(database);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE seen (arrival bigserial, projection text, key text, position bigint)");
        }
    }

    @Override
    public void apply(Connection tx, List<IncomingEvent> batch) throws SQLException {
        try (PreparedStatement statement =
                tx.prepareStatement("INSERT INTO seen (projection, key, position) VALUES (?, ?, ?)")) {
            for (IncomingEvent event : batch) {
                statement.setString(1, name);
                statement.setString(2, event.event().getSubject());
                statement.setLong(3, event.position());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Positions in order of arrival, of one key or of all. */
    public List<Long> positions(Database database, String keyPattern) throws SQLException {
        List<Long> positions = new ArrayList<>();
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT position FROM seen WHERE projection = ? AND key LIKE ? ORDER BY arrival")) {
            statement.setString(1, name);
            statement.setString(2, keyPattern);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    positions.add(rows.getLong(1));
                }
            }
        }
        return positions;
    }

    public long count(Database database) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT count(*) FROM seen WHERE projection = ?")) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
