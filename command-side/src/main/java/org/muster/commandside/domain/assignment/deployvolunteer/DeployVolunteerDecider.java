package org.muster.commandside.domain.assignment.deployvolunteer;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.assignment.DeployVolunteer;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.AssignmentRecord;
import org.muster.commandside.domain.model.AuthorizedStrength;
import org.muster.commandside.domain.model.DutyStation;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.MissionPhase;
import org.muster.commandside.domain.model.MissionPosts;
import org.muster.commandside.domain.model.VolunteerRecord;
import org.muster.events.VolunteerType;
import org.muster.events.assignment.VolunteerDeployed;

/**
 * A volunteer enters on duty: one assignment at a time (X1), on an authorized post (X2), in an active mission (X3), at
 * one of its open stations (X5), in a category that fits where they come from (X6).
 *
 * <p>Promise: none of these is ever broken by two commands at the same time, on one node or several. All five models are
 * in the boundary, so of two deployments that cannot both stand the second to be recorded is retried and refused.
 *
 * <p>What is on record at all is asked first, then the mission, the station and the person, and last the posts: they are
 * what others may take away at any moment, so that a caller told CEILING_REACHED knows that everything else was right.
 */
public final class DeployVolunteerDecider implements Decider<DeployVolunteer> {

    @Override
    public Decision decide(DeployVolunteer command, Boundary boundary) {
        return decide(
                command,
                boundary.read(Mission.MODEL, command.mission()),
                boundary.read(VolunteerRecord.MODEL, command.volunteer()),
                boundary.read(AssignmentRecord.MODEL, command.assignment()),
                boundary.read(DutyStation.MODEL, command.station()),
                boundary.read(MissionPosts.MODEL, command.mission()));
    }

    static Decision decide(
            DeployVolunteer command,
            Optional<Mission> mission,
            Optional<VolunteerRecord> volunteer,
            Optional<AssignmentRecord> assignment,
            Optional<DutyStation> station,
            MissionPosts posts) {
        if (mission.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_MISSION, Map.of("mission", command.mission()));
        }
        if (volunteer.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_VOLUNTEER, Map.of("volunteer", command.volunteer()));
        }
        if (assignment.isPresent()) {
            return Decision.rejected(RefusalCode.ASSIGNMENT_IN_USE, Map.of("assignment", command.assignment()));
        }
        return missionIsOpen(command, mission.get())
                .or(() -> stationIsThere(command, station))
                .or(() -> categoryFits(command, mission.get(), volunteer.get()))
                .or(() -> volunteerIsFree(command, volunteer.get()))
                .or(() -> contractIsOnRecord(command))
                .or(() -> postIsVacant(command, posts))
                .orElseGet(() -> Decision.accepted(deployed(command)));
    }

    /** X3. The liquidation team, which may enter a mission that is no longer ACTIVE, comes with requests (DoA). */
    private static Optional<Decision> missionIsOpen(DeployVolunteer command, Mission mission) {
        if (mission.phase() == MissionPhase.ACTIVE && !command.entryOnDuty().isBefore(mission.phaseBegan())) {
            return Optional.empty();
        }
        Map<String, Object> details = new HashMap<>(
                Map.of("mission", mission.acronym(), "phase", mission.phase().name()));
        mission.startedOn().ifPresent(on -> details.put("startedOn", on.toString()));
        return refused(RefusalCode.MISSION_NOT_OPEN, details);
    }

    /** X5. */
    private static Optional<Decision> stationIsThere(DeployVolunteer command, Optional<DutyStation> station) {
        return station.filter(s -> s.mission().equals(command.mission()))
                        .filter(s -> s.isOpenOn(command.entryOnDuty()))
                        .isPresent()
                ? Optional.empty()
                : refused(
                        RefusalCode.STATION_NOT_IN_MISSION,
                        Map.of(
                                "station", command.station(),
                                "mission", command.mission(),
                                "entryOnDuty", command.entryOnDuty().toString()));
    }

    /**
     * X6. International volunteers come from elsewhere: residence in the mission area does not make one a national.
     * National volunteers are at home there by nationality or residence; so are community and refugee volunteers, who
     * serve where they live.
     */
    private static Optional<Decision> categoryFits(
            DeployVolunteer command, Mission mission, VolunteerRecord volunteer) {
        boolean fits = switch (command.category().type()) {
            case INTERNATIONAL -> !mission.countries().contains(volunteer.nationality());
            case NATIONAL -> mission.countries().stream().anyMatch(volunteer::isAtHomeIn);
        };
        if (fits) {
            return Optional.empty();
        }
        Map<String, Object> details = new HashMap<>(Map.of(
                "category", command.category().name(),
                "nationality", volunteer.nationality(),
                "area", mission.countries()));
        volunteer.residence().ifPresent(country -> details.put("residence", country));
        return refused(RefusalCode.NOT_ELIGIBLE, details);
    }

    /** X1. */
    private static Optional<Decision> volunteerIsFree(DeployVolunteer command, VolunteerRecord volunteer) {
        return volunteer.overlapping(command.entryOnDuty()).flatMap(other -> {
            Map<String, Object> details = new HashMap<>(Map.of(
                    "assignment", other.assignment(),
                    "mission", other.mission(),
                    "entryOnDuty", other.entryOnDuty().toString()));
            other.lastDay().ifPresent(lastDay -> details.put("lastDay", lastDay.toString()));
            return refused(RefusalCode.ALREADY_DEPLOYED, details);
        });
    }

    /**
     * A deployment rests on a contract. Contracts come with recruitment, so none can be on record yet and only
     * historical records, which need none, can be deployed.
     */
    private static Optional<Decision> contractIsOnRecord(DeployVolunteer command) {
        return command.imported()
                ? Optional.empty()
                : refused(RefusalCode.CONTRACT_MISSING, Map.of("assignment", command.assignment()));
    }

    /**
     * X2: a post of the volunteer's establishment is vacant on every day from the entry on duty to the end of the budget
     * period. Later periods are not asked: their authorizations are decisions still to come, and what is then above
     * them is flagged when the period begins, not refused now.
     */
    private static Optional<Decision> postIsVacant(DeployVolunteer command, MissionPosts posts) {
        VolunteerType type = command.category().type();
        Optional<AuthorizedStrength> strength = posts.authorizedOn(command.entryOnDuty());
        if (strength.isEmpty()) {
            return refused(
                    RefusalCode.CEILING_REACHED,
                    Map.of(
                            "mission", command.mission(),
                            "type", type.name(),
                            "entryOnDuty", command.entryOnDuty().toString(),
                            "authorized", 0));
        }
        int authorized = strength.get().posts(type);
        int encumbered = posts.encumbered(type)
                .peak(command.entryOnDuty(), strength.get().period().to());
        if (encumbered < authorized) {
            return Optional.empty();
        }
        return refused(
                RefusalCode.CEILING_REACHED,
                Map.of(
                        "mission", command.mission(),
                        "type", type.name(),
                        "from", strength.get().period().from().toString(),
                        "to", strength.get().period().to().toString(),
                        "authorized", authorized,
                        "encumbered", encumbered));
    }

    private static Optional<Decision> refused(RefusalCode code, Map<String, Object> details) {
        return Optional.of(Decision.rejected(code, details));
    }

    private static VolunteerDeployed deployed(DeployVolunteer command) {
        return new VolunteerDeployed(
                command.volunteer(),
                command.assignment(),
                command.mission(),
                command.station(),
                command.category(),
                command.serviceArea(),
                command.expertise(),
                command.entryOnDuty(),
                command.contractEndsOn(),
                command.imported());
    }
}
