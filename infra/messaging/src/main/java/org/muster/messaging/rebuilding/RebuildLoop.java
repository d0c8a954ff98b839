package org.muster.messaging.rebuilding;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.apache.kafka.common.errors.InterruptException;
import org.muster.messaging.RebuildableProjection;
import org.muster.messaging.checkpoint.Transactions;
import org.muster.messaging.leadership.LeaderLock;
import org.muster.messaging.leadership.LeaderLocks;
import org.muster.messaging.rebuilding.RebuildRows.Act;
import org.muster.messaging.rebuilding.RebuildRows.Wish;
import org.muster.messaging.rebuilding.RebuildRun.RebuildLostException;
import org.muster.messaging.rebuilding.RebuildState.Phase;
import org.muster.messaging.rebuilding.RebuildState.SwitchPolicy;
import org.muster.messaging.thread.Backoff;
import org.muster.messaging.thread.OutageLog;
import org.muster.messaging.thread.WorkThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process's share of the work on rebuilds: looks for what is due, and does it if no other process does. What is due
 * together is filled together; compared and switched is one after the other. It asks by itself for the rebuild of tables that a
 * lower version of a projection filled.
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
    /** Whose tables are not known to be of this process's version. Only the work's thread knows. */
    private final Set<String> unsettled;

    private final Set<String> renewed = new HashSet<>();
    private volatile List<RebuildMonitor> watches = List.of();

    RebuildLoop(Map<String, RebuildableProjection> projections, DataSource dataSource, RebuildSettings settings) {
        this.projections = projections;
        this.unsettled = new TreeSet<>(projections.keySet());
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
                renewOutdated();
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

    private void renewOutdated() throws SQLException {
        for (String name : List.copyOf(unsettled)) {
            if (Transactions.run(dataSource, tx -> isSettled(tx, projections.get(name)))) {
                unsettled.remove(name);
            }
        }
    }

    /** Whether nothing is to be asked for any more, so that queries see this version or a higher one. Asks once. */
    private boolean isSettled(Connection tx, RebuildableProjection projection) throws SQLException {
        String name = projection.name();
        int version = projection.version();
        Generations.lock(tx, name);
        Optional<Generation> active = Generations.active(tx, name);
        if (active.isEmpty()) {
            return false;
        }
        int filledBy = active.get().version();
        if (filledBy > version) {
            log.warn(
                    "Projection {} is in tables of version {}, this process is of {} and waits",
                    name,
                    filledBy,
                    version);
        }
        if (filledBy >= version) {
            return true;
        }
        String who = "version " + version;
        Optional<RebuildRows.Row> open = RebuildRows.open(tx, name);
        if (open.isPresent()) {
            // Whoever began it by earlier code may be gone.
            RebuildState state = open.get().state();
            if (open.get().version() < version && open.get().wish() != Wish.CANCEL) {
                RebuildRows.wish(tx, state.id(), Wish.CANCEL);
                RebuildRows.record(tx, who, Act.CANCELLED, name, state.generation());
            }
            return false;
        }
        if (!renewed.add(name)) {
            log.error("Projection {} is still in tables of version {}: ask for a rebuild", name, filledBy);
            return true;
        }
        log.info("Projection {} is in tables of version {}: rebuilt for version {}", name, filledBy, version);
        Rebuilds.add(tx, projection, SwitchPolicy.ALWAYS, who);
        return false;
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

    /** Those of the projections that this process knows in their version; what is cancelled, anybody may end. */
    private List<RebuildRows.Row> due() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return RebuildRows.due(connection).stream()
                    .filter(row -> projections.containsKey(row.state().projection()))
                    .filter(row -> row.wish() == Wish.CANCEL
                            || row.version()
                                    == projections.get(row.state().projection()).version())
                    .toList();
        }
    }
}
