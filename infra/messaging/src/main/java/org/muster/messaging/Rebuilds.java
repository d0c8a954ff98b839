package org.muster.messaging;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.common.errors.InterruptException;
import org.muster.messaging.RebuildRows.Act;
import org.muster.messaging.RebuildRows.Wish;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the tables of projections anew from the first event, while the present ones stay in use: fills a new generation,
 * compares it with the active one, and switches or drops it.
 *
 * <p>Every process has one of these. What was asked for is in the database; one process at a time works on it, one rebuild
 * after the other, and if it dies another one goes on where it was.
 */
public final class Rebuilds implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Rebuilds.class);

    /** SQLSTATE dependent_objects_still_exist. */
    private static final String DEPENDENT_OBJECTS = "2BP01";

    private static final long LOOK_MILLIS = 1_000;
    private static final long VERIFICATION_LOOK_MILLIS = 250;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    private final Map<String, RebuildableProjection> projections;
    private final DataSource dataSource;
    private final RebuildSettings settings;
    private final LeaderLock leader;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Semaphore requests = new Semaphore(0);
    private volatile Optional<RebuildWatch> running = Optional.empty();

    /**
     * @param projections those that can be rebuilt, with {@linkplain Generations#ensure tables}
     * @param dataSource of the database with this module's tables on its search path; gives {@code threads} + 4 connections
     * @param meters gets {@code muster.rebuild.*}
     */
    public Rebuilds(
            List<? extends RebuildableProjection> projections,
            DataSource dataSource,
            RebuildSettings settings,
            MeterRegistry meters) {
        this.projections = projections.stream().collect(Collectors.toMap(Projection::name, Function.identity()));
        this.dataSource = dataSource;
        this.settings = settings;
        this.leader = new PostgresAdvisoryLeaderLock(dataSource, settings.leaderKey());
        this.thread = Thread.ofPlatform().name("rebuilds").unstarted(this::work);
        Gauge.builder("muster.rebuild.running", this, rebuilds -> rebuilds.running.isPresent() ? 1 : 0)
                .description("1 while this process works on a rebuild")
                .register(meters);
        Gauge.builder(
                        "muster.rebuild.rate",
                        this,
                        rebuilds -> rebuilds.running
                                .map(RebuildWatch::eventsPerSecond)
                                .orElse(0L))
                .description("Events per second that this process applies to a new generation")
                .register(meters);
        Gauge.builder(
                        "muster.rebuild.remaining",
                        this,
                        rebuilds -> rebuilds.running
                                .map(RebuildWatch::remainingOffsets)
                                .orElse(0L))
                .description("Offsets of the log that the rebuild of this process has to read yet")
                .register(meters);
    }

    /** Begins to look for work, once. */
    public Rebuilds start() {
        thread.start();
        return this;
    }

    /**
     * Asks for a rebuild.
     *
     * @param who is recorded
     * @throws SQLException if the database is away, as from every method here
     */
    public RebuildAnswer request(String projection, SwitchPolicy policy, String who) throws SQLException {
        if (!projections.containsKey(projection)) {
            return new RebuildAnswer.Unknown();
        }
        RebuildAnswer answer = Transactions.run(dataSource, tx -> {
            Generations.lock(tx, projection);
            Optional<RebuildRows.Row> open = RebuildRows.open(tx, projection);
            if (open.isPresent()) {
                return new RebuildAnswer.Running(open.get().state());
            }
            long id = RebuildRows.add(tx, projection, policy, who);
            RebuildState state = RebuildRows.find(tx, id).orElseThrow().state();
            RebuildRows.record(tx, who, Act.REQUESTED, projection, state.generation());
            return new RebuildAnswer.Accepted(state);
        });
        requests.release();
        return answer;
    }

    /** The rebuilds of a projection, the newest first. */
    public List<RebuildState> of(String projection, int limit) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return RebuildRows.latest(connection, projection, limit).stream()
                    .map(RebuildRows.Row::state)
                    .toList();
        }
    }

    /** One rebuild of a projection. */
    public Optional<RebuildState> find(String projection, long id) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return RebuildRows.find(connection, id)
                    .map(RebuildRows.Row::state)
                    .filter(state -> state.projection().equals(projection));
        }
    }

    /** Lets the open rebuild of a projection stand still, after the batch in hand; empty if there is none. */
    public Optional<RebuildState> pause(String projection, String who) throws SQLException {
        return wish(projection, Wish.PAUSE, Act.PAUSED, who);
    }

    /** Lets it go on; empty if there is none. */
    public Optional<RebuildState> resume(String projection, String who) throws SQLException {
        return wish(projection, Wish.RUN, Act.RESUMED, who);
    }

    /** Ends it soon, and drops what it has filled; empty if there is none. What is cancelled cannot be resumed. */
    public Optional<RebuildState> cancel(String projection, String who) throws SQLException {
        return wish(projection, Wish.CANCEL, Act.CANCELLED, who);
    }

    private Optional<RebuildState> wish(String projection, Wish wish, Act act, String who) throws SQLException {
        Optional<RebuildState> state = Transactions.run(dataSource, tx -> {
            Optional<RebuildRows.Row> open = RebuildRows.open(tx, projection);
            if (open.isEmpty()) {
                return Optional.empty();
            }
            RebuildRows.Row row = RebuildRows.lock(tx, open.get().state().id());
            if (!row.state().isOpen()) {
                return Optional.empty();
            }
            if (row.wish() != Wish.CANCEL && row.wish() != wish) {
                RebuildRows.wish(tx, row.state().id(), wish);
                RebuildRows.record(tx, who, act, projection, row.state().generation());
            }
            return RebuildRows.find(tx, row.state().id()).map(RebuildRows.Row::state);
        });
        requests.release();
        return state;
    }

    /** Drops the tables of a generation that is not in use any more. */
    public DropOutcome drop(String projection, int generation, String who) throws SQLException {
        try {
            return Transactions.run(dataSource, tx -> {
                Generations.lock(tx, projection);
                Optional<Generation> found = GenerationRows.find(tx, projection, generation);
                if (found.isEmpty()) {
                    return DropOutcome.UNKNOWN;
                }
                if (found.get().state() != Generation.State.RETIRED) {
                    return DropOutcome.IN_USE;
                }
                Generations.drop(tx, found.get());
                RebuildRows.record(tx, who, Act.DROPPED, projection, generation);
                return DropOutcome.DROPPED;
            });
        } catch (SQLException e) {
            if (DEPENDENT_OBJECTS.equals(e.getSQLState())) {
                return DropOutcome.IN_USE;
            }
            throw e;
        }
    }

    /**
     * Builds a projection's tables anew on the side, compares them with those in use, drops them, and says how they differ.
     * It takes as long as a rebuild, and changes nothing.
     *
     * @param who is recorded
     * @param timeout after which it is cancelled
     * @throws InterruptedException if interrupted; it is cancelled then
     */
    public Verification verify(String projection, String who, Duration timeout)
            throws SQLException, InterruptedException {
        return switch (request(projection, SwitchPolicy.NEVER, who)) {
            case RebuildAnswer.Unknown() -> new Verification.NotDone("there is no projection " + projection);
            case RebuildAnswer.Running(RebuildState other) ->
                new Verification.NotDone("rebuild " + other.id() + " is running");
            case RebuildAnswer.Accepted(RebuildState accepted) -> awaitVerification(accepted, who, timeout);
        };
    }

    private Verification awaitVerification(RebuildState accepted, String who, Duration timeout)
            throws SQLException, InterruptedException {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        try {
            while (System.nanoTime() < deadlineNanos) {
                RebuildState state = find(accepted.projection(), accepted.id()).orElseThrow();
                if (!state.isOpen()) {
                    return state.phase() == RebuildState.Phase.NOT_SWITCHED
                                    && state.report().isPresent()
                            ? new Verification.Done(state, state.report().get())
                            : new Verification.NotDone(state.phase()
                                    + state.problem().map(why -> ": " + why).orElse(""));
                }
                Thread.sleep(VERIFICATION_LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            cancel(accepted.projection(), who).ifPresent(state -> log.info("Verification {} is cancelled", state.id()));
            throw e;
        }
        cancel(accepted.projection(), who).ifPresent(state -> log.info("Verification {} is cancelled", state.id()));
        return new Verification.NotDone("it took longer than " + timeout);
    }

    /** Stops after the batches in hand; another process goes on. */
    @Override
    public void close() {
        closing.countDown();
        requests.release();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            if (!thread.join(CLOSE_TIMEOUT)) {
                log.warn("Rebuilds do not end in order: interrupting them");
                thread.interrupt();
                thread.join(CLOSE_TIMEOUT);
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        Backoff backoff = new Backoff();
        try {
            while (closing.getCount() > 0) {
                long waitMillis = LOOK_MILLIS;
                try {
                    workOff();
                    backoff.reset();
                } catch (RebuildLostException e) {
                    log.info("A rebuild goes on elsewhere: {}", e.getMessage());
                } catch (InterruptException e) {
                    throw e;
                } catch (SQLException | RuntimeException e) {
                    log.warn("A rebuild waits: {}", e.toString(), e);
                    running.ifPresent(watch -> watch.waits(e));
                    waitMillis = backoff.next().toMillis();
                } finally {
                    running = Optional.empty();
                }
                if (requests.tryAcquire(waitMillis, TimeUnit.MILLISECONDS)) {
                    requests.drainPermits();
                }
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
            while (closing.getCount() > 0) {
                Optional<RebuildState> due = due();
                if (due.isEmpty() || !leader.tryAcquire(Duration.ZERO)) {
                    return;
                }
                RebuildWatch watch =
                        new RebuildWatch(due.get().id(), dataSource, () -> closing.getCount() > 0 && leader.isHeld());
                running = Optional.of(watch);
                new RebuildRun(projections.get(due.get().projection()), dataSource, settings, watch).run();
                running = Optional.empty();
            }
        } finally {
            leader.close();
        }
    }

    /** The first of the projections that this process knows. */
    private Optional<RebuildState> due() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return RebuildRows.due(connection).stream()
                    .map(RebuildRows.Row::state)
                    .filter(state -> projections.containsKey(state.projection()))
                    .findFirst();
        }
    }
}
