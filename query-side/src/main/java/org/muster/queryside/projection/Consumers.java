package org.muster.queryside.projection;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.muster.messaging.ParallelStop;
import org.muster.messaging.progress.AppliedPosition;
import org.muster.messaging.progress.PartitionCompleteness;
import org.muster.messaging.projecting.CheckpointedConsumer;
import org.muster.messaging.projecting.ProjectionSettings;
import org.muster.messaging.projecting.ProjectionState.Phase;
import org.muster.messaging.rebuilding.Generations;
import org.muster.messaging.wire.KafkaClients;
import org.muster.queryside.KafkaProperties;
import org.muster.readmodels.ReadModelProjection;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * Feeds the read models from Kafka, each by a consumer of its own with its own checkpoint, so that one that fails does not
 * stop another; and knows how far they are.
 */
@Component
class Consumers implements Progress, ParallelStop {

    /** A backlog is worked off in large transactions; what is live comes in small ones by itself. */
    private static final int BATCH_SIZE_MAX = 5000;

    private record Running(String name, CheckpointedConsumer consumer) {}

    private final AppliedPosition applied;
    private final Generations generations;
    private final List<ReadModelProjection> rebuildable;
    private final List<Running> readModels;
    private volatile boolean started;
    private volatile boolean caughtUp;

    Consumers(
            DataSource dataSource,
            KafkaClients clients,
            KafkaProperties kafka,
            MeterRegistry meters,
            List<ReadModelProjection> readModels,
            Generations generations) {
        this.generations = generations;
        this.rebuildable = readModels;
        this.applied = new AppliedPosition(dataSource, clients, kafka.publicationTopic(), kafka.eventsTopic());
        this.readModels = readModels.stream()
                .map(readModel -> new Running(
                        readModel.name(),
                        new CheckpointedConsumer(
                                generations.live(readModel),
                                dataSource,
                                new ProjectionSettings(
                                        clients,
                                        kafka.eventsTopic(),
                                        kafka.publicationTopic(),
                                        kafka.groupPrefix() + readModel.name(),
                                        BATCH_SIZE_MAX),
                                () -> applied.checkpointMoved(readModel.name()),
                                meters)))
                .toList();
        readModels.forEach(readModel -> applied.measure(readModel.name(), meters));
    }

    @Override
    public void start() {
        rebuildable.forEach(this::ensureTables);
        applied.start();
        readModels.forEach(running -> running.consumer().start());
        started = true;
    }

    private void ensureTables(ReadModelProjection readModel) {
        try {
            generations.ensure(readModel);
        } catch (SQLException refused) {
            throw new DataAccessResourceFailureException(
                    "the tables of " + readModel.name() + " cannot be created", refused);
        }
    }

    @Override
    public void stop() {
        // Each may wait for a database that is unavailable.
        try (ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor()) {
            readModels.forEach(running -> closing.execute(running.consumer()::close));
            closing.execute(applied::close);
        }
        started = false;
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    @Override
    public long position() {
        long lowest = Long.MAX_VALUE;
        for (Running running : readModels) {
            lowest = Math.min(lowest, positionOf(running));
        }
        return lowest;
    }

    @Override
    public long published() {
        return applied.publishedPosition();
    }

    @Override
    public boolean await(long position, Duration timeout) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        for (Running running : readModels) {
            Duration left = Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
            try {
                if (!applied.awaitApplied(running.name(), position, left)) {
                    return false;
                }
            } catch (SQLException away) {
                throw unreadable(away);
            }
        }
        return true;
    }

    @Override
    public boolean caughtUp() {
        if (!caughtUp) {
            OptionalLong target = applied.publishedAtStart();
            caughtUp = target.isPresent() && position() >= target.getAsLong();
        }
        return caughtUp && readModels.stream().noneMatch(Consumers::hasFailed);
    }

    @Override
    public List<ProjectionState> projections() {
        long published = applied.publishedPosition();
        List<ProjectionState> states = new ArrayList<>();
        for (Running running : readModels) {
            long position = positionOf(running);
            states.add(new ProjectionState(
                    running.name(),
                    position,
                    Math.max(0, published - position),
                    applied.lag(running.name()).age().toMillis() / 1000.0,
                    running.consumer().state().phase().name(),
                    running.consumer().state().problem().orElse(null),
                    running.consumer().parkedSubjects()));
        }
        return states;
    }

    @Override
    public List<String> names() {
        return readModels.stream().map(Running::name).toList();
    }

    @Override
    public List<PartitionCompleteness> completeness(String name) {
        try {
            return applied.completeness(name);
        } catch (SQLException away) {
            throw unreadable(away);
        }
    }

    private static boolean hasFailed(Running running) {
        return running.consumer().state().phase() == Phase.FAILED;
    }

    private long positionOf(Running running) {
        try {
            return applied.appliedPosition(running.name());
        } catch (SQLException away) {
            throw unreadable(away);
        }
    }

    private static DataAccessResourceFailureException unreadable(SQLException away) {
        return new DataAccessResourceFailureException("the checkpoints cannot be read", away);
    }
}
