package org.muster.benchmark.kit;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** How long a command waits that is the first one on a mission with a long history. */
public final class ColdRead {

    private static final long FIRST_VOLUNTEER = 800_000_000L;

    private ColdRead() {}

    /**
     * Milliseconds from the command to its durable answer, with nothing of the mission in memory.
     *
     * @param events history of each mission
     */
    public record Result(int events, int times, double medianMillis, double maxMillis) {}

    /** Fills one mission per time, then forgets and deploys one volunteer into each. */
    static Result run(Subject subject, int events, int times) throws Exception {
        if (!(subject instanceof ColdReading cold)) {
            throw new IllegalStateException("has no cold read");
        }
        List<Mission> missions = IntStream.range(0, times + 1)
                .mapToObj(number -> new Mission(Deployment.missionId(2000 + number), 100_000_000))
                .toList();
        subject.seed(missions);
        for (Mission mission : missions) {
            cold.fill(mission.id(), events);
        }
        double[] millis = new double[times];
        for (int time = -1; time < times; time++) {
            cold.forget();
            // The first one only compiles the code and is not counted.
            double elapsed = deploy(subject, missions.get(time + 1), FIRST_VOLUNTEER + time + 1);
            if (time >= 0) {
                millis[time] = elapsed;
            }
        }
        Arrays.sort(millis);
        return new Result(events, times, millis[times / 2], millis[times - 1]);
    }

    private static double deploy(Subject subject, Mission mission, long volunteer) throws Exception {
        Deployment command = new Deployment(UUID.randomUUID(), mission.id(), Deployment.volunteerId(volunteer));
        long start = System.nanoTime();
        Outcome outcome = switch (subject) {
            case BlockingSubject blocking -> blocking.deploy(command);
            case AsyncSubject async ->
                async.deploy(command).toCompletableFuture().get();
        };
        if (!outcome.accepted()) {
            throw new IllegalStateException("refused: " + command);
        }
        return (System.nanoTime() - start) / 1e6;
    }
}
