package org.muster.messaging.rebuilding;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.muster.messaging.checkpoint.Checkpoint;
import org.muster.messaging.checkpoint.Checkpoints;
import org.muster.messaging.checkpoint.Transactions;
import org.muster.messaging.rebuilding.RebuildRun.RebuildFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a new generation up to the active one.
 *
 * <p>It never reads further than that one. So once the active one's checkpoints are locked, which makes its members wait, it
 * can be brought to exactly the same offsets.
 *
 * @param projection the active one's name
 * @param green the new generation, which {@code fill} fills
 * @param topicId of the topic's incarnation that is read
 */
record CatchUp(
        String projection,
        GenerationProjection green,
        RebuildFill fill,
        String topicId,
        DataSource dataSource,
        RebuildMonitor watch) {

    private static final Logger log = LoggerFactory.getLogger(CatchUp.class);

    /** As near as this many offsets, live members are asked to wait for the rest. */
    private static final long NEAR_OFFSETS = 2_000;

    /** If the rest takes longer, live members go on and it is tried again. */
    private static final long STANDSTILL_MILLIS_MAX = 3_000;

    private static final long RETRY_MILLIS = 500;

    /** What is done while both generations have read exactly as far as each other, and members wait. */
    interface Work<T> {
        T in(Connection locked, Map<Integer, Checkpoint> active) throws SQLException;
    }

    /** Fills until only a little is missing that is live by then. @return false if it was stopped */
    boolean catchUp() throws SQLException, InterruptedException {
        while (true) {
            Map<Integer, Checkpoint> active = load(projection);
            Map<Integer, Long> goals = goals(active);
            if (!fill.fillTo(goals, published(active.values()), () -> watch.goOn(fill, goals))) {
                return false;
            }
            if (sum(goals(load(projection))) - sum(goals) <= NEAR_OFFSETS) {
                return true;
            }
        }
    }

    private static long sum(Map<Integer, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    private Map<Integer, Checkpoint> load(String name) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return Checkpoints.load(connection, name);
        }
    }

    /** Where the active one is, if the new one can get there. */
    private Map<Integer, Long> goals(Map<Integer, Checkpoint> active) throws SQLException {
        for (Checkpoint checkpoint : load(green.name()).values()) {
            if (!checkpoint.topicId().equals(topicId)) {
                throw new RebuildFailedException("The events' topic was created anew meanwhile: start again", null);
            }
            if (checkpoint.nextOffset() > active.get(checkpoint.partition()).nextOffset()) {
                throw new RebuildFailedException(
                        "The projection was set back in partition " + checkpoint.partition() + ": start again", null);
            }
        }
        return offsets(active);
    }

    /** The active generation believes no position that was never published. */
    static long published(Collection<Checkpoint> active) {
        return active.stream().mapToLong(Checkpoint::lastPosition).max().orElse(0);
    }

    static Map<Integer, Long> offsets(Map<Integer, Checkpoint> checkpoints) {
        return checkpoints.values().stream().collect(Collectors.toMap(Checkpoint::partition, Checkpoint::nextOffset));
    }

    /** @return empty if it was stopped */
    <T> Optional<T> whileLevel(Work<T> work) throws SQLException, InterruptedException {
        while (catchUp()) {
            try (Connection locked = Transactions.begin(dataSource)) {
                try {
                    Map<Integer, Checkpoint> active = Checkpoints.lock(locked, projection);
                    Map<Integer, Long> goals = goals(active);
                    long deadlineNanos = System.nanoTime() + STANDSTILL_MILLIS_MAX * 1_000_000;
                    BooleanSupplier inTime = () -> System.nanoTime() < deadlineNanos;
                    if (fill.fillTo(goals, published(active.values()), inTime) && isLevel(active, load(green.name()))) {
                        return Optional.of(work.in(locked, active));
                    }
                } finally {
                    locked.rollback();
                }
            }
            log.info("Rebuild of {}: not caught up with the active generation yet", projection);
            if (!watch.rest(RETRY_MILLIS, "it is not caught up with the active generation yet")) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /**
     * In a topic that was published again, the projection skips what it knows; until that is over, a generation at the same
     * offset lacks positions that the active one has.
     */
    private boolean isLevel(Map<Integer, Checkpoint> active, Map<Integer, Checkpoint> fresh) {
        return active.values().stream()
                .allMatch(checkpoint -> checkpoint.topicId().equals(topicId)
                        && fresh.get(checkpoint.partition()).nextOffset() == checkpoint.nextOffset()
                        && fresh.get(checkpoint.partition()).lastPosition() >= checkpoint.lastPosition());
    }
}
