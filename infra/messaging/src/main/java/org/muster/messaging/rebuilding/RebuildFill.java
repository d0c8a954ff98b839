package org.muster.messaging.rebuilding;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/** The workers of a rebuild in this process, or of several that are filled together. They share the partitions. */
final class RebuildFill implements AutoCloseable {

    private static final long CHECK_INTERVAL_MILLIS = 50;

    private final ExecutorService threads;
    private final List<RebuildWorker> workers = new ArrayList<>();
    private final LongAdder events = new LongAdder();
    private volatile boolean stopped;

    RebuildFill(
            List<GenerationProjection> projections, DataSource dataSource, RebuildSettings settings, int partitions) {
        int count = Math.min(settings.threads(), partitions);
        this.threads = Executors.newFixedThreadPool(
                count, Thread.ofPlatform().name("rebuild-", 1).factory());
        for (int worker = 0; worker < count; worker++) {
            List<TopicPartition> share = new ArrayList<>();
            for (int partition = worker; partition < partitions; partition += count) {
                share.add(new TopicPartition(settings.eventsTopic(), partition));
            }
            try {
                workers.add(new RebuildWorker(projections, dataSource, settings, share, events));
            } catch (RuntimeException e) {
                close();
                throw e;
            }
        }
    }

    /** Events read and applied. */
    long events() {
        return events.sum();
    }

    /**
     * As {@link RebuildWorker#fillTo}, in all partitions.
     *
     * @param published the last position that there is before these goals
     * @param goOn asked now and then on the caller's thread; false stops the workers at their next batch
     * @throws InterruptedException if the caller is interrupted; the workers have stopped then
     */
    boolean fillTo(Map<Integer, Long> goals, long published, BooleanSupplier goOn)
            throws SQLException, InterruptedException {
        stopped = false;
        ExecutorCompletionService<Boolean> round = new ExecutorCompletionService<>(threads);
        workers.forEach(worker -> round.submit(() -> worker.fillTo(goals, published, () -> stopped)));
        boolean there = true;
        ExecutionException failure = null;
        InterruptedException interrupted = null;
        for (int running = workers.size(); running > 0; ) {
            try {
                Future<Boolean> done = round.poll(CHECK_INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
                if (done != null) {
                    running--;
                    there &= done.get();
                } else if (!stopped && !goOn.getAsBoolean()) {
                    stopped = true;
                }
            } catch (ExecutionException e) {
                stopped = true;
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            } catch (InterruptedException e) {
                // Waits for them all the same: nobody may write after this has returned.
                stopped = true;
                interrupted = e;
            }
        }
        if (interrupted != null) {
            throw interrupted;
        }
        if (failure != null) {
            throw unwrapped(failure);
        }
        return there;
    }

    private static SQLException unwrapped(ExecutionException failure) {
        return switch (failure.getCause()) {
            case SQLException e -> e;
            case RuntimeException e -> throw e;
            default -> throw new IllegalStateException(failure.getCause());
        };
    }

    @Override
    public void close() {
        stopped = true;
        threads.close();
        workers.forEach(RebuildWorker::close);
    }
}
