package org.muster.benchmark.kit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A runner's side of the conversation with the suite: one JSON request per line on standard input, one answer per line on
 * standard output, marked so that a library's own printing is not mistaken for it. Ends when its input ends, so it never
 * outlives the suite.
 *
 * <p>Requests: {@code open} (runner, jdbcUrl, username, password, seed, missions, inFlight), {@code measure} (inFlight,
 * issuers, warmupMillis, windowMillis, missions, firstVolunteer), {@code stored}, {@code race} (volunteers, inFlight),
 * {@code coldRead} (events, times), {@code preload} (events), {@code wake} (missions, firstVolunteer), {@code firstSeconds} (missions,
 * firstVolunteer, inFlight, issuers, seconds), {@code hotMission} (as {@link HotMission.Request}), {@code follow},
 * {@code append} (perSecond, seconds, firstVolunteer), {@code arrived} (upTo), {@code close}. The Node runners speak the same
 * up to {@code coldRead}, and {@code close}.
 */
public final class RunnerProcess {

    /** Marks an answer. */
    public static final String ANSWER = "@muster ";

    /** Never reached by the load. */
    private static final int CEILING = 100_000_000;

    private static final int RACE_MISSIONS = 40;
    private static final int RACE_CEILING = 20;
    private static final long RACE_FIRST_VOLUNTEER = 900_000_000L;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, SubjectFactory> factories;
    private final PrintStream answers;
    private Subject subject;
    private Following following;

    /** Builds a subject on a fresh database. */
    @FunctionalInterface
    public interface SubjectFactory {
        /** @param inFlight the level that it is going to be measured at, for sizing a pool as a user would */
        Subject open(Target target, int inFlight) throws Exception;
    }

    private RunnerProcess(Map<String, SubjectFactory> factories, PrintStream answers) {
        this.factories = factories;
        this.answers = answers;
    }

    /** Serves until standard input ends. Whatever libraries print goes to standard error from here on. */
    public static void serve(Map<String, SubjectFactory> factories) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        RunnerProcess runner = new RunnerProcess(factories, answers);
        try (BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = requests.readLine(); line != null; line = requests.readLine()) {
                runner.answer(JSON.readTree(line));
            }
        }
        // Some libraries leave threads behind that are not daemons.
        System.exit(0);
    }

    private void answer(JsonNode request) {
        Object answer;
        try {
            answer = Map.of("ok", true, "result", perform(request));
        } catch (Exception e) {
            e.printStackTrace();
            answer = Map.of("ok", false, "error", String.valueOf(e));
        }
        answers.println(ANSWER + JSON.writeValueAsString(answer));
        answers.flush();
    }

    private Object perform(JsonNode request) throws Exception {
        return switch (request.get("do").asString()) {
            case "open" -> {
                Target target = new Target(
                        request.get("jdbcUrl").asString(),
                        request.get("username").asString(),
                        request.get("password").asString());
                String name = request.get("runner").asString();
                if (!factories.containsKey(name)) {
                    throw new IllegalArgumentException("no runner " + name);
                }
                subject =
                        factories.get(name).open(target, request.get("inFlight").asInt());
                if (request.get("seed").asBoolean()) {
                    List<Mission> all =
                            new ArrayList<>(missions(request.get("missions").asInt()));
                    all.addAll(raceMissions());
                    subject.seed(all);
                }
                yield Map.of();
            }
            case "measure" -> {
                int inFlight = request.get("inFlight").asInt();
                subject.prepare(inFlight);
                yield Load.run(
                        subject,
                        new Work(
                                missions(request.get("missions").asInt()),
                                request.get("firstVolunteer").asLong()),
                        inFlight,
                        request.get("issuers").asInt(),
                        Duration.ofMillis(request.get("warmupMillis").asLong()),
                        Duration.ofMillis(request.get("windowMillis").asLong()));
            }
            case "stored" -> {
                Census census = new Census();
                subject.count(census);
                yield Map.of("stored", census.total());
            }
            case "race" ->
                Race.run(
                        subject,
                        raceMissions(),
                        request.get("volunteers").asInt(),
                        RACE_FIRST_VOLUNTEER,
                        request.get("inFlight").asInt());
            case "coldRead" ->
                ColdRead.run(
                        subject,
                        request.get("events").asInt(),
                        request.get("times").asInt());
            case "preload" -> {
                Preloading preloading = as(Preloading.class);
                long start = System.nanoTime();
                preloading.preload(request.get("events").asLong());
                yield seconds(start);
            }
            case "wake" -> {
                long start = System.nanoTime();
                Wake.all(
                        as(AsyncSubject.class),
                        missions(request.get("missions").asInt()),
                        request.get("firstVolunteer").asLong());
                yield seconds(start);
            }
            case "firstSeconds" ->
                FirstSeconds.run(
                        subject,
                        new Work(
                                missions(request.get("missions").asInt()),
                                request.get("firstVolunteer").asLong()),
                        request.get("inFlight").asInt(),
                        request.get("issuers").asInt(),
                        request.get("seconds").asInt());
            case "hotMission" -> HotMission.run(subject, JSON.treeToValue(request.get("of"), HotMission.Request.class));
            case "follow" -> {
                following = new Following(as(Followed.class));
                yield Map.of();
            }
            case "append" -> {
                long firstVolunteer = request.get("firstVolunteer").asLong();
                yield Following.appendAt(
                        request.get("perSecond").asInt(),
                        Duration.ofSeconds(request.get("seconds").asInt()),
                        as(Followed.class),
                        number -> new Deployment(
                                Work.commandId(Work.mix(number)),
                                Deployment.missionId(0),
                                Deployment.volunteerId(firstVolunteer + number)));
            }
            case "arrived" -> {
                Object arrived = following.arrivedUpTo(request.get("upTo").asLong());
                following.end();
                yield arrived;
            }
            case "close" -> {
                subject.close();
                subject = null;
                yield Map.of();
            }
            default -> throw new IllegalArgumentException("no request " + request);
        };
    }

    private <T> T as(Class<T> what) {
        if (!what.isInstance(subject)) {
            throw new IllegalStateException("the runner is no " + what.getSimpleName());
        }
        return what.cast(subject);
    }

    private static Map<String, Double> seconds(long startNanos) {
        return Map.of("seconds", (System.nanoTime() - startNanos) / 1e9);
    }

    private static List<Mission> missions(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Mission(Deployment.missionId(number), CEILING))
                .toList();
    }

    private static List<Mission> raceMissions() {
        return IntStream.range(0, RACE_MISSIONS)
                .mapToObj(number -> new Mission(Deployment.missionId(1000 + number), RACE_CEILING))
                .toList();
    }
}
