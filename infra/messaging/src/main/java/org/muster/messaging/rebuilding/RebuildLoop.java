package org.muster.messaging.rebuilding;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.common.errors.InterruptException;
import org.muster.messaging.RebuildableProjection;
import org.muster.messaging.leadership.LeaderLock;
import org.muster.messaging.leadership.LeaderLocks;
import org.muster.messaging.rebuilding.RebuildRows.Wish;
import org.muster.messaging.rebuilding.RebuildRun.RebuildLostException;
import org.muster.messaging.rebuilding.RebuildState.Phase;
import org.muster.messaging.thread.Backoff;
import org.muster.messaging.thread.OutageLog;
import org.muster.messaging.thread.WorkThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process's share of the work on rebuilds: looks for what is due, and does it if no other process does. What is due
 * together is filled together; compared and switched is one after the other.
 */
final class RebuildLoop implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RebuildLoop.class);

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Map<String, RebuildableProjection> projections;
    private final DataSource dataSource;
    private final RebuildSettings settings;
    private final LeaderLock leader;
    private final WorkThread thread;
    private final OutageLog outage = new OutageLog(log, "Rebuilds");
    private volatile List<RebuildMonitor> watches = List.of();

    RebuildLoop(Map<String, RebuildableProjection> projections, DataSource dataSource, RebuildSettings settings) {
        this.projections = projections;
        this.dataSource = dataSource;
        this.settings = settings;
        this.leader = new LeaderLocks(dataSource, "").of("rebuilds");
        this.thread = new WorkThread("rebuilds", this::work);
    }

    void start() {
        thread.start();
    }

    /** Something was asked for: looks at once. */
    void call() {
        thread.call();
    }

    /** Of the rebuilds that this process works on now. */
    List<RebuildMonitor> watches() {
        return watches;
    }

    /** Stops after the batches in hand; another process goes on. */
    @Override
    public void close() {
        thread.close();
    }

    private void work() {
        Backoff backoff = new Backoff();
        try {
            while (!thread.isClosing()) {
                Duration rest = LOOK;
                try {
                    workOff();
                    backoff.reset();
                    outage.works();
                } catch (RebuildLostException e) {
                    log.info("A rebuild goes on elsewhere: {}", e.getMessage());
                } catch (InterruptException e) {
                    throw e;
                } catch (SQLException | RuntimeException e) {
                    outage.failed("wait", e);
                    watches.forEach(watch -> watch.waits(e));
                    rest = backoff.next();
                } finally {
                    watches = List.of();
                }
                thread.rest(rest);
            }
        } catch (InterruptedException | InterruptException e) {
            log.warn("Rebuilds were interrupted: the batches in hand are undone", e);
        } finally {
            leader.close();
        }
    }

    /** Whatever is due, if this process leads or nobody does; then leaves the lead, and its connection, to others. */
    private void workOff() throws SQLException, InterruptedException {
        try {
            while (!thread.isClosing()) {
                List<RebuildRows.Row> due = due();
                if (due.isEmpty() || !leader.tryAcquire(LOOK)) {
                    return;
                }
                if (due.getFirst().wish() == Wish.CANCEL || fillTogether(due)) {
                    run(due.getFirst());
                }
                watches = List.of();
            }
        } finally {
            leader.close();
        }
    }

    /** @return false if any of them is to stop: look again what is due */
    private boolean fillTogether(List<RebuildRows.Row> due) throws SQLException, InterruptedException {
        List<RebuildRun> runs =
                due.stream().filter(RebuildLoop::isToBeFilled).map(this::of).toList();
        if (runs.size() < 2) {
            return true;
        }
        watches = runs.stream().map(RebuildRun::watch).toList();
        return new SharedRebuildReader(runs, dataSource, settings).fill();
    }

    private static boolean isToBeFilled(RebuildRows.Row row) {
        Phase phase = row.state().phase();
        return phase == Phase.REQUESTED || phase == Phase.FILLING;
    }

    private void run(RebuildRows.Row row) throws SQLException, InterruptedException {
        RebuildRun run = of(row);
        watches = List.of(run.watch());
        run.run();
    }

    private RebuildRun of(RebuildRows.Row row) {
        RebuildMonitor watch =
                new RebuildMonitor(row.state().id(), dataSource, () -> !thread.isClosing() && leader.isHeld());
        return new RebuildRun(projections.get(row.state().projection()), dataSource, settings, watch);
    }

    /** Those of the projections that this process knows. */
    private List<RebuildRows.Row> due() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return RebuildRows.due(connection).stream()
                    .filter(row -> projections.containsKey(row.state().projection()))
                    .toList();
        }
    }
}
