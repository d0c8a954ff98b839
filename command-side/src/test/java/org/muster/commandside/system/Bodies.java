package org.muster.commandside.system;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Command bodies. Persons are made up. */
final class Bodies {

    private Bodies() {}

    /** An identifier that no other test uses. */
    static String fresh(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    }

    static Map<String, Object> establish(String mission) {
        return Map.of(
                "mission", mission,
                "name", "A mission for tests",
                "countries", List.of("KHM"),
                "kind", "PEACEKEEPING",
                "leadDepartment", "DPKO",
                "instrument", "S/RES/745",
                "adoptedOn", "1992-02-28",
                "startsOn", "1992-03-15",
                "imported", true);
    }

    static Map<String, Object> register(String volunteer, String name) {
        return Map.of(
                "volunteer", volunteer,
                "nationality", "NOR",
                "gender", "FEMALE",
                "personalData", Map.of("name", name, "birthDate", "1961-05-17", "contact", name + "@example.org"),
                "registeredOn", "1992-03-01");
    }

    static Map<String, Object> deploy(String volunteer, String assignment, String mission) {
        return Map.of(
                "volunteer",
                volunteer,
                "assignment",
                assignment,
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
                "1992-04-01",
                "imported",
                true);
    }

    static Map<String, Object> end(String assignment, String lastDay) {
        return Map.of("assignment", assignment, "lastDay", lastDay, "reason", "COMPLETION");
    }

    static Map<String, Object> strength(String mission, int international) {
        return Map.of(
                "mission",
                mission,
                "period",
                Map.of("from", "1992-01-01", "to", "1993-06-30"),
                "international",
                international,
                "national",
                0,
                "document",
                "A/46/903");
    }

    /** Everything that makes a mission take deployments, as bulk lines. */
    static List<Map<String, Object>> openMission(String mission, int posts) {
        return List.of(
                RunningCommandSide.line("EstablishMission", establish(mission)),
                RunningCommandSide.line("StartMission", Map.of("mission", mission, "startedOn", "1992-03-15")),
                RunningCommandSide.line("AuthorizeVolunteerStrength", strength(mission, posts)),
                RunningCommandSide.line(
                        "OpenDutyStation",
                        Map.of(
                                "station", mission + "-HQ",
                                "mission", mission,
                                "name", "Phnom Penh",
                                "country", "KHM",
                                "openedOn", "1992-03-15")));
    }

    static Map<String, Object> with(Map<String, Object> body, String name, Object value) {
        Map<String, Object> changed = new HashMap<>(body);
        changed.put(name, value);
        return changed;
    }

    static Map<String, Object> without(Map<String, Object> body, String name) {
        Map<String, Object> changed = new HashMap<>(body);
        changed.remove(name);
        return changed;
    }
}
