package org.muster.acceptance;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Sets a scene through the public intake: missions, posts and people of its own, so that tests do not affect each other. */
final class Scene {

    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final String RUN = Long.toString(System.nanoTime(), 36).toUpperCase(java.util.Locale.ROOT);

    private final Caller importer;

    Scene(Caller importer) {
        this.importer = importer;
    }

    static String fresh(String prefix) {
        return prefix + "-" + RUN + "-" + NEXT.incrementAndGet();
    }

    /** An ACTIVE mission in Cambodia with so many international posts in 1992–93 and one station, {@code <mission>-HQ}. */
    String activeMission(int posts) {
        String mission = ("M" + NEXT.incrementAndGet() + "-" + RUN);
        importer.bulk(List.of(
                entry("EstablishMission", establishment(mission)),
                entry("StartMission", Map.of("mission", mission, "startedOn", "1992-03-15")),
                entry("OpenDutyStation", station(mission)),
                entry("AuthorizeVolunteerStrength", strength(mission, posts))));
        return mission;
    }

    static Map<String, ?> establishment(String mission) {
        return Map.of(
                "mission", mission,
                "name", "A mission of the acceptance tests",
                "countries", List.of("KHM"),
                "kind", "PEACEKEEPING",
                "leadDepartment", "DPKO",
                "instrument", "S/RES/745",
                "adoptedOn", "1992-02-28",
                "startsOn", "1992-03-15");
    }

    static Map<String, ?> station(String mission) {
        return Map.of(
                "station", mission + "-HQ",
                "mission", mission,
                "name", "Phnom Penh",
                "country", "KHM",
                "openedOn", "1992-03-15");
    }

    static Map<String, ?> strength(String mission, int posts) {
        return Map.of(
                "mission",
                mission,
                "period",
                Map.of("from", "1992-03-15", "to", "1993-06-30"),
                "international",
                posts,
                "national",
                0,
                "document",
                "A/47/1");
    }

    /** Registers people who are ready to be deployed. */
    List<String> volunteers(int count) {
        List<Map.Entry<String, Map<String, ?>>> commands = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String volunteer = fresh("V");
            ids.add(volunteer);
            commands.add(entry("RegisterVolunteer", registration(volunteer)));
        }
        importer.bulk(commands);
        return ids;
    }

    static Map<String, ?> registration(String volunteer) {
        return Map.of(
                "volunteer", volunteer,
                "nationality", "KEN",
                "gender", "FEMALE",
                "personalData", Map.of("name", "Synthetic Person " + volunteer, "birthDate", "1960-05-17"),
                "registeredOn", "1992-03-01");
    }

    static Map<String, ?> deployment(String volunteer, String mission) {
        return Map.of(
                "volunteer",
                volunteer,
                "assignment",
                fresh("A"),
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
}
