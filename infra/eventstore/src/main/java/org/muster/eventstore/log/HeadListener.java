package org.muster.eventstore.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.muster.eventstore.postgres.EventRows;
import org.muster.eventstore.postgres.HeldConnection;
import org.muster.eventstore.postgres.Outage;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns of the commits of every process: an append notifies in its own transaction. After a lost connection it asks for the
 * head, so nothing is missed; and after every quiet second, in case a network swallowed the connection.
 */
public final class HeadListener implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(HeadListener.class);

    private static final int QUIET_MILLIS = 250;
    private static final int QUIET_ROUNDS = 4;
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

    private final HeldConnection held;
    private final News news;
    private final Outage outage = new Outage("The listener");
    private volatile boolean stopping;

    /** The receiver of a new head. */
    public interface News {

        /**
         * @param head is committed, and everything before it
         * @param connection the listener's own, for reading; news that come meanwhile are not lost
         */
        void of(long head, Connection connection) throws SQLException;
    }

    public HeadListener(DataSource dataSource, News news) {
        this.held = new HeldConnection(dataSource, ANSWER_TIMEOUT);
        this.news = news;
    }

    public void stop() {
        stopping = true;
    }

    /** Ends what runs on its connection. Called by any thread. */
    public void cut() {
        held.cut();
    }

    /** @return whether PostgreSQL did not answer the last time it was asked */
    public boolean unavailable() {
        return outage.ongoing();
    }

    @Override
    public void run() {
        while (!stopping) {
            try {
                listen();
            } catch (SQLException e) {
                if (!stopping) {
                    outage.failed(e);
                    outage.backOff();
                }
            } catch (RuntimeException e) {
                if (!stopping) {
                    log.error("A new head could not be passed on", e);
                    outage.failed(e);
                    outage.backOff();
                }
            }
        }
    }

    private void listen() throws SQLException {
        Connection connection = held.open();
        try {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET application_name = 'eventstore listener'");
                statement.execute("LISTEN eventstore");
            }
            news.of(EventRows.head(connection), connection);
            outage.over();
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
            held.reset();
        }
    }
}
