package org.muster.messaging.progress;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.muster.messaging.checkpoint.Checkpoint;
import org.muster.messaging.checkpoint.Checkpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One projection's checkpoints, read at most once per {@link #AGE_NANOS} however many wait. */
final class AppliedCheckpoints {

    private static final Logger log = LoggerFactory.getLogger(AppliedCheckpoints.class);

    private static final long AGE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long PATIENCE_MILLIS = 500;

    private final String projection;
    private final DataSource dataSource;
    private final WatermarkHistory publications;
    private volatile boolean stale = true;
    private volatile Map<Integer, Checkpoint> checkpoints = Map.of();
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile CountDownLatch asked = new CountDownLatch(0);
    private long readAtNanos;

    /** The most that was answered, by whichever process; negative before that is known. */
    private volatile long answered = -1;

    private volatile long kept;

    AppliedCheckpoints(String projection, DataSource dataSource, WatermarkHistory publications) {
        this.projection = projection;
        this.dataSource = dataSource;
        this.publications = publications;
    }

    /** A batch was committed: whoever asks next looks at the database. */
    void moved() {
        stale = true;
    }

    synchronized long position() throws SQLException {
        if (stale || System.nanoTime() - readAtNanos > AGE_NANOS) {
            // Before reading: what commits while we read makes it stale again.
            stale = false;
            readAtNanos = System.nanoTime();
            try (Connection connection = dataSource.getConnection()) {
                if (answered < 0) {
                    kept = AppliedRows.load(connection, projection);
                    answered = kept;
                }
                checkpoints = Checkpoints.load(connection, projection);
            } catch (SQLException e) {
                stale = true;
                throw e;
            }
        }
        if (checkpoints.isEmpty()) {
            return 0;
        }
        answered = Math.max(answered, publications.greatestReached(checkpoints));
        return answered;
    }

    /** Writes down what was answered. A moment later is soon enough: it is found again as soon as Kafka is heard. */
    void keep() {
        long now = answered;
        if (now <= kept) {
            return;
        }
        try (Connection connection = dataSource.getConnection()) {
            AppliedRows.raise(connection, projection, now);
            kept = now;
        } catch (SQLException e) {
            log.debug("Cannot keep the applied position of {}", projection, e);
        }
    }

    /** As of now; as of last, if the database does not answer soon. Asking goes on behind the back of whoever asks here. */
    Map<Integer, Checkpoint> recent() {
        if (asking.compareAndSet(false, true)) {
            asked = new CountDownLatch(1);
            Thread.ofVirtual().name("checkpoints-" + projection).start(this::ask);
        }
        try {
            if (!asked.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                log.debug("Checkpoints of {} take long to read", projection);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return checkpoints;
    }

    private void ask() {
        CountDownLatch mine = asked;
        try {
            log.trace("{} is applied up to {}", projection, position());
        } catch (SQLException | RuntimeException e) {
            log.debug("Checkpoints of {} cannot be read now", projection, e);
        } finally {
            asking.set(false);
            mine.countDown();
        }
    }
}
