package org.muster.messaging.rebuilding;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.muster.messaging.RebuildableProjection;
import org.muster.messaging.checkpoint.Checkpoints;
import org.muster.messaging.checkpoint.ProjectionStoppedException;
import org.muster.messaging.checkpoint.SqlFailures;
import org.muster.messaging.checkpoint.Transactions;
import org.muster.messaging.parking.ParkedRows;
import org.muster.messaging.rebuilding.Generation.State;
import org.muster.messaging.rebuilding.RebuildRows.Wish;
import org.muster.messaging.rebuilding.RebuildState.Phase;
import org.muster.messaging.rebuilding.RebuildState.SwitchPolicy;
import org.muster.messaging.topics.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One rebuild on the process that leads: from wherever it stands to its end, or until it is stopped.
 *
 * <p>The new generation is brought up to the active one twice: for a moment, to take a snapshot in which the two can be
 * compared; and to switch. Queries see the old rows until that transaction commits, and after it rows that include everything
 * that they saw.
 */
record RebuildRun(
        RebuildableProjection projection, DataSource dataSource, RebuildSettings settings, RebuildMonitor watch) {

    private static final Logger log = LoggerFactory.getLogger(RebuildRun.class);

    /**
     * Goes on until the end, or until the watch says to stop.
     *
     * @throws SQLException and other passing failures: to be tried again
     * @throws RebuildLostException if another process works on it
     */
    void run() throws SQLException, InterruptedException {
        try (Connection connection = dataSource.getConnection()) {
            Optional<RebuildRows.Row> row = RebuildRows.find(connection, watch.id());
            if (row.isEmpty() || !row.get().state().isOpen()) {
                return;
            }
            if (row.get().wish() == Wish.CANCEL) {
                end(Phase.CANCELLED, Optional.empty());
                return;
            }
        }
        try (Admin admin = Admin.create(settings.kafka().admin())) {
            proceed(Topics.existing(admin, settings.eventsTopic()));
        } catch (RebuildFailedException | ProjectionStoppedException e) {
            fail(e);
        } catch (SQLException e) {
            if (SqlFailures.isPassing(e)) {
                throw e;
            }
            fail(e);
        }
    }

    private void proceed(TopicDescription topic) throws SQLException, InterruptedException {
        GenerationProjection green = begin(topic);
        try (RebuildFill fill = new RebuildFill(
                List.of(green), dataSource, settings, topic.partitions().size())) {
            CatchUp level =
                    new CatchUp(projection.name(), green, fill, topic.topicId().toString(), dataSource, watch);
            if (!level.catchUp()) {
                return;
            }
            finish(green);
            Optional<RebuildReport> report = compare(level);
            if (report.isEmpty()) {
                return;
            }
            SwitchPolicy policy = watch.state().policy();
            log.info("Rebuild {}: {}", green.name(), report.get().matches() ? "the rows are equal" : "rows differ");
            if (policy == SwitchPolicy.ALWAYS
                    || policy == SwitchPolicy.IF_EQUAL && report.get().matches()) {
                switchTo(level);
            } else {
                end(Phase.NOT_SWITCHED, Optional.empty());
            }
        }
    }

    /** Builds the other indexes, unless an earlier run has. */
    private void finish(GenerationProjection green) throws SQLException {
        Transactions.run(dataSource, tx -> {
            RebuildState state = RebuildRows.lock(tx, watch.id()).state();
            if (state.phase() == Phase.FILLING) {
                log.info("Rebuild {}: filled", green.name());
                if (state.policy() != SwitchPolicy.NEVER) {
                    Generations.index(tx, projection, green.generation());
                }
                RebuildRows.phase(tx, watch.id(), Phase.COMPARING);
            }
            return null;
        });
    }

    /** Creates the generation, unless an earlier run has. */
    GenerationProjection begin(TopicDescription topic) throws SQLException {
        return Transactions.run(dataSource, tx -> {
            Generations.lock(tx, projection.name());
            RebuildState state = RebuildRows.lock(tx, watch.id()).state();
            String green = GenerationProjection.nameOf(projection.name(), state.generation());
            if (state.phase() == Phase.REQUESTED) {
                String topicId = topic.topicId().toString();
                Generations.create(tx, projection, state.generation());
                Checkpoints.ensure(
                        tx, projection.name(), topicId, topic.partitions().size());
                Checkpoints.ensure(tx, green, topicId, topic.partitions().size());
                RebuildRows.begin(tx, watch.id());
            }
            Generation generation = GenerationRows.find(tx, projection.name(), state.generation())
                    .orElseThrow(() -> new RebuildLostException(green + " is gone"));
            return new GenerationProjection(projection, generation, SearchPath.of(tx));
        });
    }

    private Optional<RebuildReport> compare(CatchUp level) throws SQLException, InterruptedException {
        try (Connection snapshot = Transactions.begin(dataSource)) {
            snapshot.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                Optional<Map<Integer, Long>> offsets = level.whileLevel((locked, active) -> {
                    open(snapshot);
                    return CatchUp.offsets(active);
                });
                if (offsets.isEmpty()) {
                    return Optional.empty();
                }
                Generation old = Generations.active(snapshot, projection.name()).orElseThrow();
                RebuildReport report = new RebuildReport(
                        offsets.get(),
                        new RebuildDiff(snapshot, old, level.green().generation(), settings.examplesMax()).tables());
                Transactions.run(dataSource, tx -> {
                    RebuildRows.report(tx, watch.id(), report);
                    RebuildRows.phase(tx, watch.id(), Phase.SWITCHING);
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

    private void switchTo(CatchUp level) throws SQLException, InterruptedException {
        GenerationProjection green = level.green();
        Optional<Boolean> switched = level.whileLevel((locked, active) -> {
            if (RebuildRows.lock(locked, watch.id()).wish() != Wish.RUN) {
                return false;
            }
            Generation old = Generations.active(locked, projection.name()).orElseThrow();
            Generations.show(locked, green.home(), green.generation());
            Generations.hide(locked, green.home(), old, green.generation());
            GenerationRows.setState(locked, old, State.RETIRED);
            GenerationRows.setState(locked, green.generation(), State.ACTIVE);
            Checkpoints.replace(locked, projection.name(), green.name());
            ParkedRows.replace(locked, projection.name(), green.name());
            RebuildRows.end(locked, watch.id(), Phase.SWITCHED);
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
            RebuildState state = RebuildRows.lock(tx, watch.id()).state();
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
                RebuildRows.problem(tx, watch.id(), problem.get());
            }
            RebuildRows.end(tx, watch.id(), phase);
            return null;
        });
        log.info("Rebuild of {} ended: {}", projection.name(), phase);
    }

    /** A rebuild cannot go on, now or later: ends it and becomes its problem. */
    static final class RebuildFailedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        RebuildFailedException(String why, Throwable cause) {
            super(why, cause);
        }
    }

    /** Another process works on the same rebuild, or has ended it: this one has nothing more to do with it. */
    static final class RebuildLostException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        RebuildLostException(String why) {
            super(why);
        }
    }
}
