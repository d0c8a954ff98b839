package org.muster.benchmark.kit;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A runner's process: reads one {@link Request} in JSON from standard input, carries it out, prints one {@link Result}, and
 * ends. The Node runners do the same.
 */
public final class RunnerProcess {

    /** Marks the result among what libraries print. */
    public static final String RESULT = "@muster ";

    private static final Duration RACE_MAX = Duration.ofMinutes(2);
    private static final long WAKING_FIRST_VOLUNTEER = 700_000_000L;

    /** So few that the engine still has all of them in memory when the missions are read. */
    private static final long FILLED_TOGETHER = 8_000;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RunnerProcess() {}

    /** What is to be done. */
    public enum Task {
        /** Warm-up and window. */
        MEASURE,
        /** Commands race for few posts; the rules are checked in the tables afterwards. */
        RACE,
        /** Deployments are stored, with a command to each mission from time to time, so that snapshots are taken. */
        FILL
    }

    /**
     * What is asked.
     *
     * @param subject which of the process's subjects
     * @param seed whether the missions are yet to be stored
     * @param awake whether all missions are read into memory before the warm-up
     * @param issuers see {@link Load}
     * @param events to fill
     * @param startAtMillis waits until then, in milliseconds since 1970, so that two processes begin together
     */
    public record Request(
            Task task,
            String subject,
            Target target,
            boolean seed,
            boolean awake,
            int missions,
            int inFlight,
            int issuers,
            long warmupMillis,
            long windowMillis,
            long firstVolunteer,
            long events,
            long startAtMillis) {}

    /**
     * What came of it; what was not asked is null or 0.
     *
     * @param readyMillis until the subject could take commands, seeding included
     * @param firstDecisionMillis from the start of the process to the first accepted command, where missions were to be awake
     * @param problem why it failed, or empty
     */
    public record Result(
            double readyMillis,
            double firstDecisionMillis,
            double fillSeconds,
            Measurement measurement,
            String problem) {}

    /** Builds a subject on a database. */
    @FunctionalInterface
    public interface SubjectFactory {
        /** @param inFlight the level that it is going to be measured at, for sizing a pool as a user would */
        Subject open(Target target, int inFlight) throws Exception;
    }

    /** Carries out the one request. Libraries print to standard error from here on. */
    public static void run(Map<String, SubjectFactory> subjects) throws IOException {
        PrintStream results = System.out;
        System.setOut(System.err);
        Request request = JSON.readValue(System.in.readAllBytes(), Request.class);
        Result result;
        try {
            result = perform(request, subjects.get(request.subject()));
        } catch (Exception e) {
            e.printStackTrace();
            result = new Result(0, 0, 0, null, String.valueOf(e));
        }
        results.println(RESULT + JSON.writeValueAsString(result));
        results.flush();
        // Some libraries leave threads behind that are not daemons.
        System.exit(0);
    }

    private static Result perform(Request request, SubjectFactory factory) throws Exception {
        long start = System.nanoTime();
        List<Mission> missions = Work.missions(request.missions());
        try (Subject subject = factory.open(request.target(), request.inFlight())) {
            if (request.seed()) {
                List<Mission> all = new ArrayList<>(missions);
                all.addAll(Work.raceMissions());
                subject.seed(all);
            }
            double readyMillis = millisSince(start);
            long waitMillis = request.startAtMillis() - System.currentTimeMillis();
            Thread.sleep(Math.max(0, waitMillis));
            return switch (request.task()) {
                case MEASURE -> {
                    double firstDecisionMillis = request.awake() ? wake(subject, missions, request) : 0;
                    subject.prepare();
                    Work work = new Work(missions, request.firstVolunteer());
                    Duration warmup = Duration.ofMillis(request.warmupMillis());
                    Duration window = Duration.ofMillis(request.windowMillis());
                    Measurement measured =
                            Load.run(subject, work, request.inFlight(), request.issuers(), warmup, window);
                    yield new Result(readyMillis, firstDecisionMillis, 0, measured, "");
                }
                case RACE -> {
                    Iterator<Deployment> commands = Work.race().iterator();
                    Measurement raced = Load.run(
                            subject,
                            () -> {
                                synchronized (commands) {
                                    return commands.hasNext() ? commands.next() : null;
                                }
                            },
                            request.inFlight(),
                            request.issuers(),
                            Duration.ZERO,
                            RACE_MAX);
                    yield new Result(readyMillis, 0, 0, raced, "");
                }
                case FILL -> {
                    long filling = System.nanoTime();
                    fill(subject, missions, request);
                    yield new Result(readyMillis, 0, millisSince(filling) / 1000, null, "");
                }
            };
        }
    }

    /** A command to each mission, which reads it into memory. */
    private static double wake(Subject subject, List<Mission> missions, Request request) throws Exception {
        double firstDecisionMillis = 0;
        for (int number = 0; number < missions.size(); number++) {
            long volunteer = WAKING_FIRST_VOLUNTEER + request.firstVolunteer() / 1_000 + number;
            subject.deploy(new Work(missions.subList(number, number + 1), volunteer).get())
                    .toCompletableFuture()
                    .get();
            if (number == 0) {
                firstDecisionMillis = System.currentTimeMillis()
                        - ManagementFactory.getRuntimeMXBean().getStartTime();
            }
        }
        return firstDecisionMillis;
    }

    private static void fill(Subject subject, List<Mission> missions, Request request) throws Exception {
        List<String> ids = missions.stream().map(Mission::id).toList();
        for (long done = 0; done < request.events(); done += FILLED_TOGETHER) {
            subject.fill(ids, Math.min(FILLED_TOGETHER, request.events() - done), "P" + done + "-");
            for (String mission : ids) {
                subject.deploy(new Deployment(Work.commandId(done), mission, "P" + done + "-" + mission))
                        .toCompletableFuture()
                        .get();
            }
        }
    }

    private static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }
}
