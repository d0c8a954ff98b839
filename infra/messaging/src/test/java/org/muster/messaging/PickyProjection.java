package org.muster.messaging;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.muster.embedded.Database;

/** As {@link SeenProjection}, but does not understand some events, and its tables refuse others. Both can be mended. */
public final class PickyProjection implements Projection {

    public final SeenProjection seen;
    public final Set<Long> unreadable = ConcurrentHashMap.newKeySet();
    public final Set<Long> refused = ConcurrentHashMap.newKeySet();
    public final Set<Long> refusedAtCommit = ConcurrentHashMap.newKeySet();
    public final Map<Long, IncomingEvent> given = new ConcurrentHashMap<>();

    public PickyProjection(String name) {
        this.seen = new SeenProjection(name);
    }

    public static void createTables(Database database) throws Exception {
        SeenProjection.createTables(database);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE picky (something text NOT NULL)");
            statement.execute("CREATE TABLE known (id integer PRIMARY KEY)");
            statement.execute("CREATE TABLE late (id integer REFERENCES known DEFERRABLE INITIALLY DEFERRED)");
        }
    }

    @Override
    public String name() {
        return seen.name();
    }

    @Override
    public void apply(Connection tx, List<IncomingEvent> batch) throws SQLException {
        // First, so that an event that fails would leave a trace if it were not undone.
        seen.apply(tx, batch);
        for (IncomingEvent event : batch) {
            given.put(event.position(), event);
            if (unreadable.contains(event.position())) {
                throw new UnreadableEventException(event, "says nothing to us", null);
            }
            if (refused.contains(event.position())) {
                try (Statement statement = tx.createStatement()) {
                    statement.execute("INSERT INTO picky VALUES (NULL)");
                }
            }
            if (refusedAtCommit.contains(event.position())) {
                try (Statement statement = tx.createStatement()) {
                    statement.execute("INSERT INTO late VALUES (1)");
                }
            }
        }
    }
}
