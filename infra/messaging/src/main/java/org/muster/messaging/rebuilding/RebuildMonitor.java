package org.muster.messaging.rebuilding;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.muster.messaging.checkpoint.Checkpoint;
import org.muster.messaging.checkpoint.Checkpoints;
import org.muster.messaging.checkpoint.Transactions;
import org.muster.messaging.rebuilding.RebuildRows.Wish;
import org.muster.messaging.rebuilding.RebuildRun.RebuildLostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a rebuild while it runs: whether it shall go on, and how fast it does. Tells that to the database, where every
 * process sees it, and to the log.
 */
final class RebuildMonitor {

    private static final Logger log = LoggerFactory.getLogger(RebuildMonitor.class);

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LOG_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final long id;
    private final DataSource dataSource;
    private final BooleanSupplier mayGoOn;
    private long lookedAtNanos = System.nanoTime() - LOOK_NANOS;
    private long loggedAtNanos = System.nanoTime();
    private long countedEvents;
    private boolean goOn = true;
    private volatile long remainingOffsets;
    private volatile long eventsPerSecond;

    /** @param mayGoOn whether this process still leads and is not closing */
    RebuildMonitor(long id, DataSource dataSource, BooleanSupplier mayGoOn) {
        this.id = id;
        this.dataSource = dataSource;
        this.mayGoOn = mayGoOn;
    }

    long id() {
        return id;
    }

    long remainingOffsets() {
        return remainingOffsets;
    }

    long eventsPerSecond() {
        return eventsPerSecond;
    }

    RebuildState state() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return RebuildRows.find(connection, id)
                    .orElseThrow(() -> new RebuildLostException("Rebuild " + id + " is gone"))
                    .state();
        }
    }

    /** Asked often; looks now and then. Once false, it stays so. */
    boolean goOn(RebuildFill fill, Map<Integer, Long> goals) {
        if (!mayGoOn.getAsBoolean()) {
            goOn = false;
        }
        long now = System.nanoTime();
        if (goOn && now - lookedAtNanos >= LOOK_NANOS) {
            long seen = fill.events();
            eventsPerSecond = (seen - countedEvents) * TimeUnit.SECONDS.toNanos(1) / (now - lookedAtNanos);
            countedEvents = seen;
            lookedAtNanos = now;
            look(goals);
        }
        return goOn;
    }

    private void look(Map<Integer, Long> goals) {
        try {
            goOn = Transactions.run(dataSource, tx -> {
                Optional<RebuildRows.Row> row = RebuildRows.find(tx, id);
                if (row.isPresent()) {
                    progress(tx, row.get().state(), goals);
                }
                return row.isPresent()
                        && row.get().state().isOpen()
                        && row.get().wish() == Wish.RUN;
            });
        } catch (SQLException e) {
            // The workers find out by themselves that the database is unavailable.
            log.debug("Cannot look at rebuild {}", id, e);
        }
    }

    private void progress(Connection tx, RebuildState state, Map<Integer, Long> goals) throws SQLException {
        long done =
                Checkpoints.load(tx, GenerationProjection.nameOf(state.projection(), state.generation()))
                        .values()
                        .stream()
                        .mapToLong(Checkpoint::nextOffset)
                        .sum();
        long total = goals.values().stream().mapToLong(Long::longValue).sum();
        remainingOffsets = total - done;
        RebuildRows.progress(tx, id, done, total, eventsPerSecond);
        if (System.nanoTime() - loggedAtNanos >= LOG_NANOS) {
            loggedAtNanos = System.nanoTime();
            RebuildState now = RebuildRows.find(tx, id).orElseThrow().state();
            log.info(
                    "Rebuild of {} as generation {}: {} of {} offsets, {} events/s, {} s to go",
                    now.projection(),
                    now.generation(),
                    now.offsetsDone(),
                    now.offsetsTotal(),
                    now.eventsPerSecond(),
                    now.remaining().map(left -> Long.toString(left.toSeconds())).orElse("?"));
        }
    }

    /** Says where people look why it does not go on for now. */
    void waits(Exception why) {
        try {
            Transactions.run(dataSource, tx -> {
                RebuildRows.problem(tx, id, why.toString());
                return null;
            });
        } catch (SQLException e) {
            log.debug("Cannot say why rebuild {} waits", id, e);
        }
    }

    /** Waits, and says why where people look. @return whether to go on then */
    boolean rest(long millis, String why) throws SQLException, InterruptedException {
        boolean wanted = Transactions.run(dataSource, tx -> {
            RebuildRows.problem(tx, id, why);
            Optional<RebuildRows.Row> row = RebuildRows.find(tx, id);
            return row.isPresent() && row.get().state().isOpen() && row.get().wish() == Wish.RUN;
        });
        if (wanted && mayGoOn.getAsBoolean()) {
            Thread.sleep(millis);
        }
        goOn = goOn && wanted && mayGoOn.getAsBoolean();
        return goOn;
    }
}
