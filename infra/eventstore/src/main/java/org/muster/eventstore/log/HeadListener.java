package org.muster.eventstore.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.muster.eventstore.postgres.EventRows;
import org.muster.eventstore.postgres.WriterConnection;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of every commit of every process: an append notifies in its own transaction. After a lost connection the head is
 * asked for, so nothing is missed; and once per quiet second, in case a network swallowed the connection.
 */
public final class HeadListener implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(HeadListener.class);

    private static final int QUIET_MILLIS = 250;
    private static final int QUIET_ROUNDS = 4;
    private static final long BACKOFF_NANOS = 100_000_000;

    private final DataSource dataSource;
    private final News news;
    private volatile boolean stopping;

    /** Who is told. */
    public interface News {

        /**
         * @param head is committed, and everything before it
         * @param connection the listener's own, for reading; what comes meanwhile is not lost
         */
        void of(long head, Connection connection) throws SQLException;
    }

    public HeadListener(DataSource dataSource, News news) {
        this.dataSource = dataSource;
        this.news = news;
    }

    public void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        boolean told = false;
        while (!stopping) {
            try {
                listen(dataSource.getConnection());
                told = false;
            } catch (SQLException e) {
                if (!stopping) {
                    if (!told) {
                        log.warn("The event store can not hear of commits and tries again: {}", e.getMessage());
                        told = true;
                    }
                    LockSupport.parkNanos(BACKOFF_NANOS);
                }
            } catch (RuntimeException e) {
                if (!stopping) {
                    log.error("News of a commit could not be passed on", e);
                }
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try {
            connection.setAutoCommit(true);
            connection.setNetworkTimeout(Runnable::run, 30_000);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET application_name = 'eventstore listener'");
                statement.execute("LISTEN eventstore");
            }
            news.of(EventRows.head(connection), connection);
            PGConnection notifying = connection.unwrap(PGConnection.class);
            for (int quiet = 0; !stopping; ) {
                PGNotification[] notifications = notifying.getNotifications(QUIET_MILLIS);
                if (notifications != null && notifications.length > 0) {
                    // They arrive in the order of commits, which is the order of positions.
                    news.of(Long.parseLong(notifications[notifications.length - 1].getParameter()), connection);
                    quiet = 0;
                } else if (++quiet == QUIET_ROUNDS) {
                    news.of(EventRows.head(connection), connection);
                    quiet = 0;
                }
            }
        } finally {
            WriterConnection.release(connection);
        }
    }
}
