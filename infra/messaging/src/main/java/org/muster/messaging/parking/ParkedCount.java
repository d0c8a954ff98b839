package org.muster.messaging.parking;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much of a projection is parked, counted anew every now and then. Not thread-safe. */
public final class ParkedCount {

    private static final Logger log = LoggerFactory.getLogger(ParkedCount.class);
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final String projection;
    private final DataSource dataSource;
    private ParkedRows.Count count = new ParkedRows.Count(0, 0);
    private long countedAtNanos = System.nanoTime() - INTERVAL_NANOS;

    public ParkedCount(String projection, DataSource dataSource) {
        this.projection = projection;
        this.dataSource = dataSource;
    }

    /** As last counted. */
    public ParkedRows.Count count() {
        return count;
    }

    /** Something was parked: the next refresh counts. */
    public void outdated() {
        countedAtNanos = System.nanoTime() - INTERVAL_NANOS;
    }

    /** Counts if the last count is old. */
    public void refresh() {
        if (System.nanoTime() - countedAtNanos < INTERVAL_NANOS) {
            return;
        }
        countedAtNanos = System.nanoTime();
        try (Connection connection = dataSource.getConnection()) {
            count = ParkedRows.count(connection, projection);
        } catch (SQLException e) {
            // A number for people, and an old one: batches find out by themselves that the database is unavailable.
            log.debug("Cannot count parked events", e);
        }
    }
}
