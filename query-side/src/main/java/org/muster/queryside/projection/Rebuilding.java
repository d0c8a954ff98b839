package org.muster.queryside.projection;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import javax.sql.DataSource;
import org.muster.messaging.ParallelStop;
import org.muster.messaging.Projection;
import org.muster.messaging.rebuilding.Generation;
import org.muster.messaging.rebuilding.Generations;
import org.muster.messaging.rebuilding.RebuildSettings;
import org.muster.messaging.rebuilding.RebuildState;
import org.muster.messaging.rebuilding.RebuildState.SwitchPolicy;
import org.muster.messaging.rebuilding.Rebuilds;
import org.muster.messaging.rebuilding.Rebuilds.DropOutcome;
import org.muster.messaging.rebuilding.Rebuilds.RebuildAnswer;
import org.muster.messaging.wire.KafkaClients;
import org.muster.queryside.KafkaProperties;
import org.muster.readmodels.ReadModelProjection;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * Read models built anew from the first event while reports are answered from the present ones. This process takes part in
 * the work while it runs.
 *
 * <p>Every method throws {@link DataAccessResourceFailureException} while the database is unavailable; what was asked then
 * happened as a whole or not at all, and may be asked again.
 */
@Component
public class Rebuilding implements ParallelStop {

    private static final int HISTORY_MAX = 20;

    /** Every answer asks, and a switch is rare. */
    private static final long FRESH_NANOS = 1_000_000_000;

    private final List<String> names;
    private final Generations generations;
    private final Rebuilds rebuilds;
    private volatile boolean started;
    private volatile ActiveTables activeTables = new ActiveTables("", System.nanoTime() - FRESH_NANOS);

    private record ActiveTables(String generations, long readNanos) {}

    Rebuilding(
            DataSource dataSource,
            KafkaClients clients,
            KafkaProperties kafka,
            MeterRegistry meters,
            List<ReadModelProjection> readModels,
            Generations generations) {
        this.names = readModels.stream().map(Projection::name).toList();
        this.generations = generations;
        this.rebuilds = new Rebuilds(readModels, dataSource, RebuildSettings.on(clients, kafka.eventsTopic()), meters);
    }

    @Override
    public void start() {
        rebuilds.start();
        started = true;
    }

    @Override
    public void stop() {
        rebuilds.close();
        started = false;
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    /** Whether there is a projection of this name; every method here expects one that there is. */
    public boolean knows(String projection) {
        return names.contains(projection);
    }

    /** Asks for a rebuild, which some process begins soon. */
    public RebuildAnswer request(String projection, SwitchPolicy policy, String who) {
        return asked(() -> rebuilds.request(projection, policy, who));
    }

    /** Asks for rebuilds that are filled from one reading of the events; what came of each, by projection. */
    public SortedMap<String, RebuildAnswer> request(Collection<String> projections, SwitchPolicy policy, String who) {
        return asked(() -> rebuilds.request(projections, policy, who));
    }

    /** The same for all of them. */
    public SortedMap<String, RebuildAnswer> requestAll(SwitchPolicy policy, String who) {
        return request(names, policy, who);
    }

    /** Lets the one that runs stand still; empty if none does. */
    public Optional<RebuildState> pause(String projection, String who) {
        return asked(() -> rebuilds.pause(projection, who));
    }

    /** Lets it go on; empty if there is none. */
    public Optional<RebuildState> resume(String projection, String who) {
        return asked(() -> rebuilds.resume(projection, who));
    }

    /** Ends it and drops what it has built; empty if there is none. */
    public Optional<RebuildState> cancel(String projection, String who) {
        return asked(() -> rebuilds.cancel(projection, who));
    }

    /** One that was asked for. */
    public Optional<RebuildState> find(String projection, long id) {
        return asked(() -> rebuilds.find(projection, id));
    }

    /** The last ones, the newest first. */
    public List<RebuildState> history(String projection) {
        return asked(() -> rebuilds.of(projection, HISTORY_MAX));
    }

    /** The last one of each projection that ever had one. */
    public List<RebuildState> latest() {
        return names.stream()
                .flatMap(name -> asked(() -> rebuilds.of(name, 1)).stream())
                .toList();
    }

    /** Which tables answers are read from, as a word: that of at most a second ago. */
    public String activeGenerations() {
        ActiveTables known = activeTables;
        if (System.nanoTime() - known.readNanos() >= FRESH_NANOS) {
            long nanos = System.nanoTime();
            known = new ActiveTables(
                    names.stream()
                            .flatMap(name -> generations(name).stream()
                                    .filter(generation -> generation.state() == Generation.State.ACTIVE)
                                    .map(generation -> name + generation.number()))
                            .collect(java.util.stream.Collectors.joining(" ")),
                    nanos);
            activeTables = known;
        }
        return known.generations();
    }

    /** The tables that there are, the newest first. */
    public List<Generation> generations(String projection) {
        return asked(() -> generations.of(projection));
    }

    /** Drops tables that are not in use any more. */
    public DropOutcome drop(String projection, int generation, String who) {
        return asked(() -> rebuilds.drop(projection, generation, who));
    }

    private interface Question<T> {
        T ask() throws SQLException;
    }

    private static <T> T asked(Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException away) {
            throw new DataAccessResourceFailureException("the rebuilds cannot be read or changed", away);
        }
    }
}
