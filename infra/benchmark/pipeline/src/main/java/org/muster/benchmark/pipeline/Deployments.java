package org.muster.benchmark.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** Missions with posts, people in the roster, and the commands that deploy these: each of them once, each mission in turn. */
final class Deployments {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MISSIONS = 40;
    private static final int POSTS = 1_000_000;
    private static final int LINES_AT_ONCE = 200;

    private final int volunteers;
    private final AtomicInteger next = new AtomicInteger();

    /** @param volunteers how many can be deployed */
    Deployments(int volunteers) {
        this.volunteers = volunteers;
    }

    static String mission(int number) {
        return "M" + number % MISSIONS;
    }

    /** Lets everybody be registered. */
    void prepare(int commandPort, String token) throws IOException {
        List<String> missions = new ArrayList<>();
        for (int number = 0; number < MISSIONS; number++) {
            missions.addAll(mission(mission(number)));
        }
        bulk(commandPort, token, missions);
        List<String> roster = new ArrayList<>();
        for (int number = 0; number < volunteers; number++) {
            String volunteer = "V-" + number;
            roster.add(line(
                    "RegisterVolunteer",
                    Map.of(
                            "volunteer", volunteer,
                            "nationality", "KEN",
                            "gender", "FEMALE",
                            "personalData", Map.of("name", "Synthetic Person " + number, "birthDate", "1960-05-17"),
                            "registeredOn", "1992-03-01")));
        }
        bulk(commandPort, token, roster);
    }

    private static void bulk(int port, String token, List<String> lines) throws IOException {
        AtomicInteger refused = new AtomicInteger();
        try (BulkStream stream = new BulkStream(port, token, answer -> refused.addAndGet(isAccepted(answer) ? 0 : 1))) {
            for (int from = 0; from < lines.size(); from += LINES_AT_ONCE) {
                stream.send(lines.subList(from, Math.min(lines.size(), from + LINES_AT_ONCE)));
            }
        }
        if (refused.get() > 0) {
            throw new IllegalStateException(refused + " of " + lines.size() + " commands were refused");
        }
    }

    static boolean isAccepted(String answer) {
        return answer.contains("\"status\":200");
    }

    private static List<String> mission(String mission) {
        return List.of(
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
                line("StartMission", Map.of("mission", mission, "startedOn", "1992-03-15")),
                line(
                        "OpenDutyStation",
                        Map.of(
                                "station", mission + "-HQ",
                                "mission", mission,
                                "name", "Phnom Penh",
                                "country", "KHM",
                                "openedOn", "1992-03-15")),
                line(
                        "AuthorizeVolunteerStrength",
                        Map.of(
                                "mission",
                                mission,
                                "period",
                                Map.of("from", "1992-03-15", "to", "1993-06-30"),
                                "international",
                                POSTS,
                                "national",
                                0,
                                "document",
                                "A/47/1")));
    }

    /** The data of the next command {@code DeployVolunteer}. */
    Map<String, Object> next() {
        int number = next.getAndIncrement();
        if (number >= volunteers) {
            throw new IllegalStateException("Everybody is deployed");
        }
        String mission = mission(number);
        return Map.of(
                "volunteer",
                "V-" + number,
                "assignment",
                "A-" + number,
                "mission",
                mission,
                "station",
                mission + "-HQ",
                "category",
                "INTERNATIONAL_SPECIALIST",
                "serviceArea",
                "ELECTORAL_SUPPORT",
                "expertise",
                "ADMINISTRATIVE",
                "entryOnDuty",
                "1992-06-01",
                "imported",
                true);
    }

    /** The same as a line of a bulk request. */
    String nextLine() {
        return line("DeployVolunteer", next());
    }

    private static String line(String command, Map<String, Object> data) {
        return JSON.writeValueAsString(
                Map.of("command", command, "id", UUID.randomUUID().toString(), "data", data));
    }
}
