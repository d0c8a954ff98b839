package org.muster.benchmark.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Missions, and the commands that open duty stations in them, in each mission in turn: what is measured is not their rules. */
final class Stations {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MISSIONS = 200;

    private final AtomicInteger next = new AtomicInteger();

    static String mission(int number) {
        return "M" + number % MISSIONS;
    }

    /** Starts the missions. */
    static void prepare(int commandPort, String token) throws IOException {
        List<String> lines = IntStream.range(0, MISSIONS)
                .boxed()
                .flatMap(number -> started(mission(number)))
                .toList();
        AtomicInteger accepted = new AtomicInteger();
        try (BulkStream stream =
                new BulkStream(commandPort, token, answer -> accepted.addAndGet(isAccepted(answer) ? 1 : 0))) {
            stream.send(lines);
        }
        if (accepted.get() < lines.size()) {
            throw new IllegalStateException(accepted + " of " + lines.size() + " commands were accepted");
        }
    }

    static boolean isAccepted(String answer) {
        return answer.contains("\"status\":200");
    }

    private static Stream<String> started(String mission) {
        return Stream.of(
                line(
                        "EstablishMission",
                        Map.of(
                                "mission", mission,
                                "name", "A mission of the benchmark",
                                "countries", List.of("KHM"),
                                "kind", "PEACEKEEPING",
                                "leadDepartment", "DPKO",
                                "instrument", "S/RES/745",
                                "adoptedOn", "1992-02-28",
                                "startsOn", "1992-03-15")),
                line("StartMission", Map.of("mission", mission, "startedOn", "1992-03-15")));
    }

    /** The next command, as a line of a bulk request. */
    String nextLine() {
        int number = next.getAndIncrement();
        return line(
                "OpenDutyStation",
                Map.of(
                        "station",
                        "S-" + number,
                        "mission",
                        mission(number),
                        "name",
                        "Station " + number,
                        "country",
                        "KHM",
                        "openedOn",
                        "1992-03-15"));
    }

    private static String line(String command, Map<String, Object> data) {
        return JSON.writeValueAsString(
                Map.of("command", command, "id", UUID.randomUUID().toString(), "data", data));
    }
}
