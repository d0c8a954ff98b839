package org.muster.messaging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.muster.embedded.Database;

/** Counts how often each event was applied, and remembers the last of each key. Can be told to wait before it fills. */
public final class TallyProjection implements RebuildableProjection {

    /** Called before each batch that a rebuild fills. */
    @FunctionalInterface
    public interface Gate {
        void pass();
    }

    /** What a rebuild gave it, each object by itself. */
    public final Set<IncomingEvent> given =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    public final Set<Long> unreadable = ConcurrentHashMap.newKeySet();
    public final AtomicLong filled = new AtomicLong();
    public volatile Gate gate = () -> {};
    public volatile boolean broken;

    /** From 2 on its table has a column more, in front. */
    public volatile int version = 1;

    private final String name;
    private final String lastOf;

    /** In tables {@code tally} and {@code last_of}. */
    public TallyProjection() {
        this("tally", "last_of");
    }

    private TallyProjection(String name, String lastOf) {
        this.name = name;
        this.lastOf = lastOf;
    }

    /** Another one beside it, in tables of its own. */
    public static TallyProjection second() {
        return new TallyProjection("second", "second_last_of");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public String tablesSql() {
        return """
                CREATE TABLE %s (%sposition bigint PRIMARY KEY, key text NOT NULL, times integer NOT NULL);
                CREATE TABLE %s (key text PRIMARY KEY, position bigint NOT NULL);""".formatted(name, version == 1 ? "" : "version integer NOT NULL DEFAULT " + version + ", ", lastOf);
    }

    @Override
    public String indexesSql() {
        return "CREATE INDEX %1$s_of_key ON %1$s (key)".formatted(name);
    }

    @Override
    public void apply(Connection tx, List<IncomingEvent> batch) throws SQLException {
        if (broken) {
            throw new IllegalStateException("nobody thought of this");
        }
        try (PreparedStatement tally = tx.prepareStatement("""
                        INSERT INTO %s AS t (position, key, times) VALUES (?, ?, 1)
                        ON CONFLICT (position) DO UPDATE SET times = t.times + 1""".formatted(name));
                PreparedStatement last = tx.prepareStatement("""
                        INSERT INTO %s AS l VALUES (?, ?)
                        ON CONFLICT (key) DO UPDATE SET position = excluded.position""".formatted(lastOf))) {
            for (IncomingEvent event : batch) {
                if (unreadable.contains(event.position())) {
                    throw new UnreadableEventException(event, "says nothing to us", null);
                }
                tally.setLong(1, event.position());
                tally.setString(2, event.event().getSubject());
                tally.addBatch();
                last.setString(1, event.event().getSubject());
                last.setLong(2, event.position());
                last.addBatch();
            }
            tally.executeBatch();
            last.executeBatch();
        }
    }

    @Override
    public void fill(Connection tx, List<IncomingEvent> batch) throws SQLException {
        gate.pass();
        apply(tx, batch);
        filled.addAndGet(batch.size());
        given.addAll(batch);
    }

    /** What a query sees: the sum of all times, which grows with each event and with each mistake. */
    public static long sum(Database database) throws SQLException {
        return number(database, "SELECT COALESCE(sum(times), 0) FROM tally");
    }

    public static long number(Database database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
