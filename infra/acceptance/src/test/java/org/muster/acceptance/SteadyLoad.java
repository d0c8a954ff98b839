package org.muster.acceptance;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.muster.acceptance.Caller.Reply;

/**
 * Callers who register volunteers and deploy them, each command under an id of its own, at all command sides in turn. A
 * command without an answer is sent again under the same id, to the next command side, until it is acknowledged.
 */
final class SteadyLoad implements AutoCloseable {

    private static final int ATTEMPTS_MAX = 500;
    private static final long PAUSE_MILLIS = 100;
    private static final long ENDS_WITHIN_MINUTES = 2;

    private final List<Caller> commandSides;
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<UUID, String> acknowledged = new ConcurrentHashMap<>();
    private final Set<String> deployed = ConcurrentHashMap.newKeySet();
    private final AtomicLong highestPosition = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private final List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
    private volatile boolean ending;

    private SteadyLoad(List<Caller> commandSides) {
        this.commandSides = commandSides;
    }

    /** Starts so many callers; each sends one command after the other. */
    static SteadyLoad begin(List<Caller> commandSides, String mission, int callers) {
        SteadyLoad load = new SteadyLoad(commandSides);
        for (int caller = 0; caller < callers; caller++) {
            int first = caller;
            load.callers.execute(() -> load.run(mission, first));
        }
        return load;
    }

    private void run(String mission, int first) {
        try {
            for (int turn = first; !ending; turn++) {
                String volunteer = Scene.fresh("V");
                send(turn, "RegisterVolunteer", Scene.registration(volunteer));
                send(turn, "DeployVolunteer", Scene.deployment(volunteer, mission));
                deployed.add(volunteer);
            }
        } catch (RuntimeException | Error e) {
            failures.add(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failures.add(e);
        }
    }

    private void send(int turn, String command, Map<String, ?> data) throws InterruptedException {
        UUID id = UUID.randomUUID();
        String last = "";
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            Caller caller = commandSides.get((turn + attempt) % commandSides.size());
            try {
                Reply reply = caller.command(command, id, data);
                if (reply.status() == 200) {
                    acknowledged.put(id, command);
                    highestPosition.accumulateAndGet(reply.position(), Math::max);
                    return;
                }
                if (reply.status() != 429 && reply.status() < 500) {
                    throw new AssertionError(command + " was refused: " + reply);
                }
                last = reply.toString();
            } catch (UncheckedIOException e) {
                last = e.toString(); // the process has ended, and whether it recorded the command is unknown
            }
            repeated.incrementAndGet();
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        throw new AssertionError(command + " is not acknowledged: " + last);
    }

    /** Commands acknowledged so far. */
    long count() {
        return acknowledged.size();
    }

    /** The highest position that any answer named. */
    long highestPosition() {
        return highestPosition.get();
    }

    /** The number of commands that were sent again. */
    long repeated() {
        return repeated.get();
    }

    /** Ids and names of all acknowledged commands, once the load has ended. */
    Map<UUID, String> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    Set<String> deployed() {
        return Set.copyOf(deployed);
    }

    /** Lets each caller finish its command; fails if one could not. */
    @Override
    public void close() {
        ending = true;
        callers.shutdown();
        try {
            if (!callers.awaitTermination(ENDS_WITHIN_MINUTES, TimeUnit.MINUTES)) {
                throw new AssertionError("the load does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!failures.isEmpty()) {
            throw new AssertionError(failures.size() + " callers failed", failures.getFirst());
        }
    }
}
