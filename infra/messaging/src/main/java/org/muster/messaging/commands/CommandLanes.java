package org.muster.messaging.commands;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.muster.messaging.CommandHandler;
import org.muster.messaging.CommandHandler.UnavailableException;
import org.muster.messaging.Reply;
import org.muster.messaging.checkpoint.SqlFailures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands a batch to the handler: each partition has so many lanes, a key is always in the same lane, and a lane is handled in order.
 */
record CommandLanes(CommandHandler handler, int lanesPerPartition) {

    private static final Logger log = LoggerFactory.getLogger(CommandLanes.class);

    /** A command at which the handler fails is tried this often, should the failure pass after all. */
    private static final int ATTEMPTS_MAX = 3;

    private static final String GAVE_WAY = "not tried, since others could not be decided";

    /** A command and its result. */
    record Handled(ConsumerRecord<byte[], byte[]> command, Reply reply) {}

    /**
     * The replies to all of these commands, in no order but that within a key.
     *
     * @throws UnavailableException if the handler cannot decide for now: some may be decided, and will be answered the same
     *     when they are handed over again
     */
    List<Handled> handle(Collection<ConsumerRecord<byte[], byte[]>> commands) throws InterruptedException {
        Map<String, List<ConsumerRecord<byte[], byte[]>>> lanes = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> command : commands) {
            int number = Math.floorMod(Arrays.hashCode(command.key()), lanesPerPartition);
            lanes.computeIfAbsent(command.partition() + "/" + number, lane -> new ArrayList<>())
                    .add(command);
        }
        AtomicBoolean unavailable = new AtomicBoolean();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Future<List<Handled>>> running = new ArrayList<>(lanes.size());
            for (List<ConsumerRecord<byte[], byte[]>> lane : lanes.values()) {
                running.add(threads.submit(() -> handleInOrder(lane, unavailable)));
            }
            List<Handled> handled = new ArrayList<>(commands.size());
            List<UnavailableException> away = new ArrayList<>();
            for (Future<List<Handled>> lane : running) {
                try {
                    handled.addAll(lane.get());
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof UnavailableException unable)) {
                        throw new IllegalStateException("Commands cannot be handled", e.getCause());
                    }
                    away.add(unable);
                }
            }
            if (!away.isEmpty()) {
                throw away.stream()
                        .filter(unable -> !GAVE_WAY.equals(unable.getMessage()))
                        .findFirst()
                        .orElse(away.getFirst());
            }
            return handled;
        } finally {
            // Everything has ended, unless this was interrupted or an error came up: then it shall end.
            threads.shutdownNow();
        }
    }

    private List<Handled> handleInOrder(List<ConsumerRecord<byte[], byte[]>> lane, AtomicBoolean unavailable)
            throws InterruptedException {
        List<Handled> handled = new ArrayList<>(lane.size());
        for (ConsumerRecord<byte[], byte[]> command : lane) {
            if (unavailable.get()) {
                throw new UnavailableException(GAVE_WAY, null);
            }
            try {
                handled.add(new Handled(command, reply(command)));
            } catch (UnavailableException e) {
                unavailable.set(true);
                throw e;
            }
        }
        return handled;
    }

    private Reply reply(ConsumerRecord<byte[], byte[]> command) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return handler.handle(command);
            } catch (InterruptedException | UnavailableException e) {
                throw e;
            } catch (Exception | StackOverflowError e) {
                // What is nested too deeply overflows the stack: the command's fault, and no reason to end.
                if (SqlFailures.isPassing(e)) {
                    throw new UnavailableException(e.toString(), e);
                }
                if (attempt == ATTEMPTS_MAX) {
                    log.error(
                            "The command at {}-{} offset {} cannot be handled and is rejected",
                            command.topic(),
                            command.partition(),
                            command.offset(),
                            SqlFailures.withoutWords(e));
                    return new Reply.Rejected("INTERNAL_ERROR: the handler failed");
                }
            }
        }
    }
}
