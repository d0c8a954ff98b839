package org.muster.commandside.domain.rule.amendment;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Amendment;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.AssignmentRecord;
import org.muster.commandside.domain.model.DutyStation;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.MissionPosts;
import org.muster.commandside.domain.model.recruitment.ReservedPosts;
import org.muster.commandside.domain.model.service.FieldService;
import org.muster.commandside.domain.rule.Vacancy;
import org.muster.events.assignment.VolunteerTransferred;
import org.muster.events.correction.CorrectionEvent;
import org.muster.events.mission.MissionPhase;

/**
 * The day of a transfer is amended. It stays one event that ends the one assignment and begins the other (X9), so there is never a gap
 * or an overlap; days that either gains need a post (X2), a mission that is open or not closed (X3, X4) and an open station (X5).
 */
record AmendedTransfer(VolunteerTransferred known, Amendment amendment, Boundary boundary) {

    Decision decide(CorrectionEvent event) {
        VolunteerTransferred amended =
                (VolunteerTransferred) amendment.apply(known).orElseThrow();
        return amended.transferredOn().equals(known.transferredOn())
                ? Decision.accepted(event)
                : AmendedService.decide(
                        known.newAssignment(),
                        known.volunteer(),
                        amendment,
                        boundary,
                        service -> decide(amended.transferredOn(), event, service));
    }

    private Decision decide(LocalDate day, CorrectionEvent event, AmendedService joined) {
        return daysAreInOrder(day, joined)
                .or(() -> missionIsOpen(day, joined.mission()))
                .or(() -> stationIsOpen(day))
                .or(joined::daysAreFree)
                .or(() -> joined.postIsThere(day, known.transferredOn().minusDays(1)))
                .or(() -> stays(day))
                .orElseGet(() -> Decision.accepted(List.of(event), List.of()));
    }

    private Optional<Decision> daysAreInOrder(LocalDate day, AmendedService joined) {
        if (!day.isAfter(known.entryOnDuty())) {
            return refused(
                    RefusalCode.BEFORE_ENTRY_ON_DUTY,
                    Map.of(
                            "transferredOn", day.toString(),
                            "entryOnDuty", known.entryOnDuty().toString()));
        }
        boolean absentBefore = boundary.read(FieldService.MODEL, known.newAssignment()).absences().stream()
                .anyMatch(absence -> absence.firstDay().isBefore(day));
        boolean absentAfter = boundary.read(FieldService.MODEL, known.assignment()).absences().stream()
                .anyMatch(absence -> !absence.lastDay().isBefore(day));
        boolean moved =
                joined.assignment().stations().entries().getFirst().from().isBefore(day);
        boolean over = joined.assignment().contractEndsOn().filter(day::isAfter).isPresent();
        return absentBefore || absentAfter || moved || over
                ? refused(
                        RefusalCode.DATE_OUT_OF_ORDER,
                        Map.of("transferredOn", day.toString(), "assignment", known.newAssignment()))
                : Optional.empty();
    }

    /** X3. A closure on record is no obstacle here: the assignment has ended before it. */
    private Optional<Decision> missionIsOpen(LocalDate day, Optional<Mission> mission) {
        MissionPhase phase = mission.map(m -> m.phaseOn(day)).orElse(MissionPhase.PLANNED);
        return phase == MissionPhase.ACTIVE
                ? Optional.empty()
                : refused(
                        RefusalCode.MISSION_NOT_OPEN,
                        Map.of("mission", known.newMission(), "phase", phase.name(), "transferredOn", day.toString()));
    }

    /** X5. */
    private Optional<Decision> stationIsOpen(LocalDate day) {
        return boundary.read(DutyStation.MODEL, known.newStation())
                        .filter(station -> station.isOpenOn(day))
                        .isPresent()
                ? Optional.empty()
                : refused(
                        RefusalCode.STATION_NOT_IN_MISSION,
                        Map.of(
                                "station", known.newStation(),
                                "mission", known.newMission(),
                                "transferredOn", day.toString()));
    }

    /** What the assignment that ended needs for the days that it gains. */
    private Optional<Decision> stays(LocalDate day) {
        if (!day.isAfter(known.transferredOn())) {
            return Optional.empty();
        }
        MissionPosts posts = boundary.readAmended(MissionPosts.MODEL, known.mission(), amendment);
        return boundary.read(Mission.MODEL, known.mission())
                .flatMap(Mission::closedOn)
                .map(posts::assignmentsBeyond)
                .filter(open -> open > 0)
                .map(open -> Decision.rejected(
                        RefusalCode.OPEN_ASSIGNMENTS, Map.of("mission", known.mission(), "count", open)))
                .or(() -> stationStaysOpen(day.minusDays(1)))
                .or(() -> Vacancy.exceeded(
                                known.mission(),
                                known.category().type(),
                                known.transferredOn(),
                                day.minusDays(1),
                                posts,
                                boundary.read(ReservedPosts.MODEL, known.mission()))
                        .map(details -> Decision.rejected(RefusalCode.CEILING_REACHED, details)));
    }

    private Optional<Decision> stationStaysOpen(LocalDate last) {
        return boundary.read(AssignmentRecord.MODEL, known.assignment())
                .flatMap(left -> left.stations().last())
                .flatMap(station -> boundary.read(DutyStation.MODEL, station))
                .flatMap(station -> station.closedOn()
                        .filter(closed -> closed.isBefore(last))
                        .map(closed -> Decision.rejected(
                                RefusalCode.STATION_CLOSED,
                                Map.of("station", station.station(), "closedOn", closed.toString()))));
    }

    private static Optional<Decision> refused(RefusalCode code, Map<String, Object> details) {
        return Optional.of(Decision.rejected(code, details));
    }
}
