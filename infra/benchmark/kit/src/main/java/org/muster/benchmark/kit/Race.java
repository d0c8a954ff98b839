package org.muster.benchmark.kit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Whether the rules hold when commands race: missions with few posts, more volunteers than posts, and each volunteer sent to
 * two missions at once. Counted from what is stored, not from what was answered.
 */
public final class Race {

    private static final Duration LIMIT = Duration.ofSeconds(120);

    private Race() {}

    /**
     * What was stored.
     *
     * @param commands sent
     * @param accepted answered as stored
     * @param stored deployments found in these missions
     * @param exceededCeilings missions with more volunteers than posts (rule X2)
     * @param deployedTwice volunteers in two missions (rule X1)
     * @param failed commands ended by an exception
     * @param firstFailure what the first exception said, or empty
     */
    public record Result(
            long commands,
            long accepted,
            long stored,
            long exceededCeilings,
            long deployedTwice,
            long failed,
            String firstFailure) {}

    /** Sends every volunteer twice and counts; the missions must have been seeded. */
    public static Result run(Subject subject, List<Mission> missions, int volunteers, long firstVolunteer, int inFlight)
            throws InterruptedException {
        List<Deployment> commands = commands(missions, volunteers, firstVolunteer);
        LongAdder accepted = new LongAdder();
        Failures failed = new Failures();
        Semaphore slots = new Semaphore(inFlight);
        ExecutorService threads = Executors.newFixedThreadPool(subject instanceof BlockingSubject ? inFlight : 2);
        try {
            for (Deployment command : commands) {
                acquire(slots, 1);
                threads.execute(() -> send(subject, command, accepted, failed, slots));
            }
            acquire(slots, inFlight);
        } finally {
            threads.shutdownNow();
        }
        Census census = new Census();
        subject.count(census);
        return new Result(
                commands.size(),
                accepted.sum(),
                census.deployedIn(missions),
                census.exceededCeilings(missions),
                census.deployedTwice(),
                failed.count(),
                failed.first());
    }

    private static void acquire(Semaphore slots, int permits) throws InterruptedException {
        if (!slots.tryAcquire(permits, LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("commands were not answered within " + LIMIT);
        }
    }

    private static void send(
            Subject subject, Deployment command, LongAdder accepted, Failures failed, Semaphore slots) {
        switch (subject) {
            case BlockingSubject blocking -> {
                try {
                    if (blocking.deploy(command).accepted()) {
                        accepted.increment();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (Exception e) {
                    failed.add(e);
                } finally {
                    slots.release();
                }
            }
            case AsyncSubject async ->
                answer(async, command).whenComplete((outcome, failure) -> {
                    if (failure != null) {
                        failed.add(failure);
                    } else if (outcome.accepted()) {
                        accepted.increment();
                    }
                    slots.release();
                });
        }
    }

    private static CompletionStage<Outcome> answer(AsyncSubject async, Deployment command) {
        try {
            return async.deploy(command);
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    /** The two commands of a volunteer follow each other, so that they are in flight together. */
    private static List<Deployment> commands(List<Mission> missions, int volunteers, long firstVolunteer) {
        List<Deployment> commands = new ArrayList<>();
        for (long volunteer = firstVolunteer; volunteer < firstVolunteer + volunteers; volunteer++) {
            long mixed = Work.mix(volunteer);
            int one = (int) Long.remainderUnsigned(mixed, missions.size());
            int other = (one + 1 + (int) ((mixed >>> 33) % (missions.size() - 1))) % missions.size();
            for (int mission : new int[] {one, other}) {
                commands.add(new Deployment(
                        Work.commandId(mixed + mission),
                        missions.get(mission).id(),
                        Deployment.volunteerId(volunteer)));
            }
        }
        return commands;
    }
}
