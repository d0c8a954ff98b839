package org.muster.messaging.rebuilding;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.muster.messaging.Projection;
import org.muster.messaging.RebuildableProjection;
import org.muster.messaging.checkpoint.Transactions;
import org.muster.messaging.rebuilding.RebuildRows.Act;
import org.muster.messaging.rebuilding.RebuildRows.Wish;
import org.muster.messaging.rebuilding.RebuildState.SwitchPolicy;

/**
 * Builds the tables of projections anew from the first event, while the present ones stay in use: fills a new generation,
 * compares it with the active one, and switches or drops it.
 *
 * <p>Every process has one of these. What was asked for is in the database; one process at a time works on it, and if it
 * dies another one goes on where it was.
 */
public final class Rebuilds implements AutoCloseable {

    /** SQLSTATE dependent_objects_still_exist. */
    private static final String DEPENDENT_OBJECTS = "2BP01";

    private final Map<String, RebuildableProjection> projections;
    private final DataSource dataSource;
    private final RebuildLoop loop;

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
        this.loop = new RebuildLoop(this.projections, dataSource, settings);
        Gauge.builder(
                        "muster.rebuild.running",
                        loop,
                        running -> running.watches().isEmpty() ? 0 : 1)
                .description("1 while this process works on a rebuild")
                .register(meters);
        Gauge.builder("muster.rebuild.rate", loop, running -> greatest(running, RebuildMonitor::eventsPerSecond))
                .description("Events per second that this process applies to new generations")
                .register(meters);
        Gauge.builder("muster.rebuild.remaining", loop, running -> greatest(running, RebuildMonitor::remainingOffsets))
                .description("Offsets of the log that this process has to read yet for them")
                .register(meters);
    }

    /** Rebuilds that are filled together read the same events. */
    private static long greatest(RebuildLoop running, ToLongFunction<RebuildMonitor> figure) {
        return running.watches().stream().mapToLong(figure).max().orElse(0);
    }

    /** Begins to look for work, once. */
    public Rebuilds start() {
        loop.start();
        return this;
    }

    /**
     * Asks for a rebuild.
     *
     * @param who is recorded
     * @throws SQLException if the database is unavailable, as from every method here
     */
    public RebuildAnswer request(String projection, SwitchPolicy policy, String who) throws SQLException {
        return request(List.of(projection), policy, who).get(projection);
    }

    /**
     * Asks for rebuilds that are filled from one reading of the topic, which is as fast as the slowest of them alone, or
     * nearly so. In everything else each is one of its own.
     *
     * @return what came of each, by projection
     */
    public SortedMap<String, RebuildAnswer> request(Collection<String> names, SwitchPolicy policy, String who)
            throws SQLException {
        // Whoever asks for several locks them in this order.
        SortedMap<String, RebuildAnswer> answers = new TreeMap<>();
        Transactions.run(dataSource, tx -> {
            for (String name : new TreeSet<>(names)) {
                answers.put(name, request(tx, name, policy, who));
            }
            return null;
        });
        loop.call();
        return answers;
    }

    private RebuildAnswer request(Connection tx, String projection, SwitchPolicy policy, String who)
            throws SQLException {
        RebuildableProjection known = projections.get(projection);
        if (known == null) {
            return new RebuildAnswer.Unknown();
        }
        Generations.lock(tx, projection);
        Optional<RebuildRows.Row> open = RebuildRows.open(tx, projection);
        return open.isPresent()
                ? new RebuildAnswer.Running(open.get().state())
                : new RebuildAnswer.Accepted(add(tx, known, policy, who));
    }

    /** Asks for one while none is open; the transaction holds {@link Generations#lock}. */
    static RebuildState add(Connection tx, RebuildableProjection projection, SwitchPolicy policy, String who)
            throws SQLException {
        long id = RebuildRows.add(tx, projection.name(), projection.version(), policy, who);
        RebuildState state = RebuildRows.find(tx, id).orElseThrow().state();
        RebuildRows.record(tx, who, Act.REQUESTED, projection.name(), state.generation());
        return state;
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
        loop.call();
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

    /** Stops after the batches in hand; another process goes on. */
    @Override
    public void close() {
        loop.close();
    }

    /** What came of the wish to drop a generation. */
    public enum DropOutcome {
        /** Its tables are gone. */
        DROPPED,
        /** It is the active one, or being filled, or something outside, such as a view, depends on it. */
        IN_USE,
        /** There is none of this number. */
        UNKNOWN
    }

    /** The result of a request for a rebuild. */
    public sealed interface RebuildAnswer {

        /** It is recorded, and some process will begin it soon. */
        record Accepted(RebuildState state) implements RebuildAnswer {}

        /** Not before this one of the same projection has ended. */
        record Running(RebuildState state) implements RebuildAnswer {}

        /** There is no such projection here. */
        record Unknown() implements RebuildAnswer {}
    }
}
