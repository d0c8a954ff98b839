package org.muster.benchmark.doors;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.muster.benchmark.kit.Deployment;
import org.muster.benchmark.kit.Mission;
import tools.jackson.databind.json.JsonMapper;

/** The commands in JSON. Persons are made up. */
public enum Commands {
    REGISTER_VOLUNTEER("RegisterVolunteer") {
        @Override
        String data(Deployment command) {
            return """
                    {"volunteer":"%1$s","nationality":"KEN","gender":"FEMALE","personalData":{"name":"Synthetic Person %1$s",\
                    "birthDate":"1960-05-17"},"registeredOn":"1992-03-01"}""".formatted(command.volunteerId());
        }
    },
    DEPLOY_VOLUNTEER("DeployVolunteer") {
        @Override
        String data(Deployment command) {
            return """
                    {"volunteer":"%1$s","assignment":"A-%1$s-1","mission":"%2$s","station":"%2$s-S1",\
                    "category":"INTERNATIONAL_SPECIALIST","serviceArea":"ELECTORAL_SUPPORT","expertise":"ADMINISTRATIVE",\
                    "entryOnDuty":"1992-06-01","imported":true}""".formatted(command.volunteerId(), command.missionId());
        }
    },
    /** Needs no volunteer; each a station of its own. */
    OPEN_DUTY_STATION("OpenDutyStation") {
        @Override
        String data(Deployment command) {
            return station("S-" + command.volunteerId(), command.missionId());
        }
    };

    /** So many lines prepare a mission. */
    static final int PREPARING = 4;

    private static final JsonMapper JSON = JsonMapper.shared();

    final String command;

    Commands(String command) {
        this.command = command;
    }

    /** The body of {@code POST /commands/{name}}, or the value of a record on {@code muster.commands}. */
    abstract String data(Deployment command);

    /** A line of a bulk request. */
    String line(Deployment command) {
        return line(this.command, command.commandId(), data(command));
    }

    private static String line(String command, UUID id, String data) {
        return "{\"command\":\"" + command + "\",\"id\":\"" + id + "\",\"data\":" + data + "}";
    }

    private static String station(String station, String mission) {
        return """
                {"station":"%s","mission":"%s","name":"Phnom Penh","country":"KHM","openedOn":"1992-03-15"}""".formatted(station, mission);
    }

    /** Lines, in order, that make a mission active, with posts enough and the station that deployments name. */
    static List<String> preparing(Mission mission) {
        String id = mission.id();
        Map<String, Object> establishment = Map.of(
                "mission", id,
                "name", "A mission of the benchmark",
                "countries", List.of("KHM"),
                "kind", "PEACEKEEPING",
                "leadDepartment", "DPKO",
                "instrument", "S/RES/745",
                "adoptedOn", "1992-02-28",
                "startsOn", "1992-03-15");
        Map<String, Object> strength = Map.of(
                "mission",
                id,
                "period",
                Map.of("from", "1992-03-15", "to", "1993-06-30"),
                "international",
                100_000,
                "national",
                0,
                "document",
                "A/47/1");
        return List.of(
                line("EstablishMission", UUID.randomUUID(), JSON.writeValueAsString(establishment)),
                line("StartMission", UUID.randomUUID(), """
                        {"mission":"%s","startedOn":"1992-03-15"}""".formatted(id)),
                line("OpenDutyStation", UUID.randomUUID(), station(id + "-S1", id)),
                line("AuthorizeVolunteerStrength", UUID.randomUUID(), JSON.writeValueAsString(strength)));
    }
}
