package org.muster.messaging;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.muster.messaging.Generation.State;
import org.muster.messaging.RebuildRows.Wish;
import org.muster.messaging.RebuildState.Phase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One rebuild on the process that leads: from wherever it stands to its end, or until it is stopped.
 *
 * <p>The new generation never reads further than the active one. So once the active one's checkpoints are locked, which
 * makes its members wait, the new one can be brought to exactly the same offsets. That is done twice: for a moment, to take
 * a snapshot in which the two can be compared; and to switch. Queries see the old rows until that transaction commits, and
 * after it rows that include everything that they saw.
 */
final class RebuildRun {

    private static final Logger log = LoggerFactory.getLogger(RebuildRun.class);

    /** As near as this many offsets, live members are asked to wait for the rest. */
    private static final long NEAR_OFFSETS = 2_000;

    /** If the rest takes longer, live members go on and it is tried again. */
    private static final long STANDSTILL_MILLIS_MAX = 3_000;

    private static final long RETRY_MILLIS = 500;

    private final RebuildableProjection projection;
    private final DataSource dataSource;
    private final RebuildSettings settings;
    private final RebuildWatch watch;
    private final long id;

    RebuildRun(RebuildableProjection projection, DataSource dataSource, RebuildSettings settings, RebuildWatch watch) {
        this.projection = projection;
        this.dataSource = dataSource;
        this.settings = settings;
        this.watch = watch;
        this.id = watch.id();
    }

    /**
     * Goes on until the end, or until the watch says to stop.
     *
     * @throws SQLException and other passing failures: to be tried again
     * @throws RebuildLostException if another process works on it
     */
    void run() throws SQLException, InterruptedException {
        try (Connection connection = dataSource.getConnection()) {
            Optional<RebuildRows.Row> row = RebuildRows.find(connection, id);
            if (row.isEmpty() || !row.get().state().isOpen()) {
                return;
            }
            if (row.get().wish() == Wish.CANCEL) {
                end(Phase.CANCELLED, Optional.empty());
                return;
            }
        }
        try (Admin admin = Admin.create(settings.kafka())) {
            proceed(Topics.existing(admin, settings.eventsTopic()));
        } catch (RebuildFailedException | ProjectionStoppedException e) {
            fail(e);
        } catch (SQLException e) {
            if (Failures.isPassing(e)) {
                throw e;
            }
            fail(e);
        }
    }

    private void proceed(TopicDescription topic) throws SQLException, InterruptedException {
        GenerationProjection green = begin(topic);
        try (RebuildFill fill =
                new RebuildFill(green, dataSource, settings, topic.partitions().size())) {
            String topicId = topic.topicId().toString();
            if (!catchUp(fill, topicId)) {
                return;
            }
            finish(green);
            Optional<RebuildReport> report = compare(fill, topicId, green);
            if (report.isEmpty()) {
                return;
            }
            SwitchPolicy policy = watch.state().policy();
            log.info("Rebuild {}: {}", green.name(), report.get().matches() ? "the rows are equal" : "rows differ");
            if (policy == SwitchPolicy.ALWAYS
                    || policy == SwitchPolicy.IF_EQUAL && report.get().matches()) {
                switchTo(fill, topicId, green);
            } else {
                end(Phase.NOT_SWITCHED, Optional.empty());
            }
        }
    }

    /** Builds the other indexes, unless an earlier run has. */
    private void finish(GenerationProjection green) throws SQLException {
        Transactions.run(dataSource, tx -> {
            RebuildState state = RebuildRows.lock(tx, id).state();
            if (state.phase() == Phase.FILLING) {
                log.info("Rebuild {}: filled", green.name());
                if (state.policy() != SwitchPolicy.NEVER) {
                    Generations.index(tx, projection, green.generation());
                }
                RebuildRows.phase(tx, id, Phase.COMPARING);
            }
            return null;
        });
    }

    /** Creates the generation, unless an earlier run has. */
    private GenerationProjection begin(TopicDescription topic) throws SQLException {
        return Transactions.run(dataSource, tx -> {
            Generations.lock(tx, projection.name());
            RebuildState state = RebuildRows.lock(tx, id).state();
            String green = GenerationProjection.nameOf(projection.name(), state.generation());
            if (state.phase() == Phase.REQUESTED) {
                String topicId = topic.topicId().toString();
                Generations.create(tx, projection, state.generation());
                Checkpoints.ensure(
                        tx, projection.name(), topicId, topic.partitions().size());
                Checkpoints.ensure(tx, green, topicId, topic.partitions().size());
                RebuildRows.begin(tx, id);
            }
            Generation generation = GenerationRows.find(tx, projection.name(), state.generation())
                    .orElseThrow(() -> new RebuildLostException(green + " is gone"));
            return new GenerationProjection(projection, generation, SearchPath.of(tx));
        });
    }

    /** Fills until only a little is missing that is live by then. @return false if it was stopped */
    private boolean catchUp(RebuildFill fill, String topicId) throws SQLException, InterruptedException {
        while (true) {
            Map<Integer, Long> goals = goals(load(), fill, topicId);
            if (!fill.fillTo(goals, () -> watch.goOn(fill, goals))) {
                return false;
            }
            long missing = goals(load(), fill, topicId).values().stream()
                            .mapToLong(Long::longValue)
                            .sum()
                    - goals.values().stream().mapToLong(Long::longValue).sum();
            if (missing <= NEAR_OFFSETS) {
                return true;
            }
        }
    }

    private Map<Integer, Checkpoint> load() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return Checkpoints.load(connection, projection.name());
        }
    }

    private Map<Integer, Long> goals(Map<Integer, Checkpoint> active, RebuildFill fill, String topicId)
            throws SQLException {
        Map<Integer, Checkpoint> green = fill.checkpoints();
        for (Checkpoint checkpoint : green.values()) {
            if (!checkpoint.topicId().equals(topicId)) {
                throw new RebuildFailedException("The events' topic was created anew meanwhile: start again", null);
            }
            if (checkpoint.nextOffset() > active.get(checkpoint.partition()).nextOffset()) {
                throw new RebuildFailedException(
                        "The projection was set back in partition " + checkpoint.partition() + ": start again", null);
            }
        }
        return active.values().stream().collect(Collectors.toMap(Checkpoint::partition, Checkpoint::nextOffset));
    }

    /** What is done while both generations have read exactly as far as each other. */
    private interface Level<T> {
        T in(Connection locked, Map<Integer, Checkpoint> active) throws SQLException;
    }

    /** @return empty if it was stopped */
    private <T> Optional<T> whileLevel(RebuildFill fill, String topicId, Level<T> work)
            throws SQLException, InterruptedException {
        while (catchUp(fill, topicId)) {
            try (Connection locked = Transactions.begin(dataSource)) {
                try {
                    Map<Integer, Checkpoint> active = Checkpoints.lock(locked, projection.name());
                    Map<Integer, Long> goals = goals(active, fill, topicId);
                    long deadlineNanos = System.nanoTime() + STANDSTILL_MILLIS_MAX * 1_000_000;
                    BooleanSupplier inTime = () -> System.nanoTime() < deadlineNanos;
                    if (fill.fillTo(goals, inTime) && isLevel(active, fill.checkpoints(), topicId)) {
                        return Optional.of(work.in(locked, active));
                    }
                } finally {
                    locked.rollback();
                }
            }
            log.info("Rebuild of {}: not level with the active generation yet", projection.name());
            if (!watch.rest(RETRY_MILLIS, "it is not level with the active generation yet")) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /**
     * In a topic that was published again, the projection skips what it knows; until that is over, a generation at the same
     * offset lacks positions that the active one has.
     */
    private static boolean isLevel(Map<Integer, Checkpoint> active, Map<Integer, Checkpoint> green, String topicId) {
        return active.values().stream()
                .allMatch(checkpoint -> checkpoint.topicId().equals(topicId)
                        && green.get(checkpoint.partition()).nextOffset() == checkpoint.nextOffset()
                        && green.get(checkpoint.partition()).lastPosition() >= checkpoint.lastPosition());
    }

    private Optional<RebuildReport> compare(RebuildFill fill, String topicId, GenerationProjection green)
            throws SQLException, InterruptedException {
        try (Connection snapshot = Transactions.begin(dataSource)) {
            snapshot.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                Optional<Map<Integer, Long>> offsets = whileLevel(fill, topicId, (locked, active) -> {
                    open(snapshot);
                    return goals(active, fill, topicId);
                });
                if (offsets.isEmpty()) {
                    return Optional.empty();
                }
                Generation old = Generations.active(snapshot, projection.name()).orElseThrow();
                RebuildReport report = new RebuildReport(
                        offsets.get(),
                        new RebuildDiff(snapshot, old, green.generation(), settings.examplesMax()).tables());
                Transactions.run(dataSource, tx -> {
                    RebuildRows.report(tx, id, report);
                    RebuildRows.phase(tx, id, Phase.SWITCHING);
                    return null;
                });
                return Optional.of(report);
            } finally {
                snapshot.rollback();
            }
        }
    }

    /** The first query takes the snapshot that all later ones see. */
    private static void open(Connection snapshot) throws SQLException {
        try (Statement statement = snapshot.createStatement()) {
            statement.execute("SET LOCAL work_mem = '64MB'");
            statement.execute("SELECT 1");
        }
    }

    private void switchTo(RebuildFill fill, String topicId, GenerationProjection green)
            throws SQLException, InterruptedException {
        Optional<Boolean> switched = whileLevel(fill, topicId, (locked, active) -> {
            if (RebuildRows.lock(locked, id).wish() != Wish.RUN) {
                return false;
            }
            Generation old = Generations.active(locked, projection.name()).orElseThrow();
            Generations.show(locked, green.home(), green.generation());
            GenerationRows.setState(locked, old, State.RETIRED);
            GenerationRows.setState(locked, green.generation(), State.ACTIVE);
            Checkpoints.replace(locked, projection.name(), green.name());
            ParkedRows.replace(locked, projection.name(), green.name());
            RebuildRows.end(locked, id, Phase.SWITCHED);
            locked.commit();
            return true;
        });
        if (switched.orElse(false)) {
            log.info(
                    "Projection {} is in schema {} now",
                    projection.name(),
                    green.generation().schema());
        }
    }

    private void fail(Exception why) throws SQLException {
        log.error("Rebuild of {} fails", projection.name(), why);
        end(Phase.FAILED, Optional.of(why instanceof SQLException ? why.toString() : why.getMessage()));
    }

    /** Ends it without a trace of the new generation but the record. */
    private void end(Phase phase, Optional<String> problem) throws SQLException {
        Transactions.run(dataSource, tx -> {
            Generations.lock(tx, projection.name());
            RebuildState state = RebuildRows.lock(tx, id).state();
            if (!state.isOpen()) {
                return null;
            }
            String green = GenerationProjection.nameOf(projection.name(), state.generation());
            Optional<Generation> generation = GenerationRows.find(tx, projection.name(), state.generation());
            if (generation.isPresent()) {
                Generations.drop(tx, generation.get());
            }
            Checkpoints.remove(tx, green);
            ParkedRows.removeAll(tx, green);
            if (problem.isPresent()) {
                RebuildRows.problem(tx, id, problem.get());
            }
            RebuildRows.end(tx, id, phase);
            return null;
        });
        log.info("Rebuild of {} ended: {}", projection.name(), phase);
    }
}
