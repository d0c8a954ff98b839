package org.muster.commandside.domain.rule.amendment;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Amendment;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.DutyStation;
import org.muster.commandside.domain.model.PersonalRecord;
import org.muster.commandside.domain.model.service.FieldService;
import org.muster.events.correction.CorrectionEvent;

/**
 * The end of an assignment is amended. A later end, or none, needs days on which the volunteer is free (X1), a post (X2), a mission
 * that is not closed by then (X4) and a station that is open (X5).
 *
 * @param lastDay the last day as it counts now
 */
record AmendedEnd(
        String assignment,
        String volunteer,
        String mission,
        LocalDate lastDay,
        Amendment amendment,
        Boundary boundary) {

    /** The register takes no later date. */
    static final LocalDate LAST = LocalDate.of(2099, 12, 31);

    Decision decide(CorrectionEvent event) {
        return AmendedService.decide(assignment, volunteer, amendment, boundary, service -> decide(event, service));
    }

    private Decision decide(CorrectionEvent event, AmendedService service) {
        LocalDate last = service.assignment().lastDay().orElse(LAST);
        return nothingRestsOnIt()
                .or(service::daysAreFree)
                .or(service::endsBeforeTheClosure)
                .or(() -> stationIsOpen(service, last))
                .or(() -> service.postIsThere(lastDay.plusDays(1), last))
                .orElseGet(() -> Decision.accepted(List.of(event), List.of()));
    }

    private Optional<Decision> nothingRestsOnIt() {
        if (!amendment.annulled()) {
            return Optional.empty();
        }
        if (boundary.read(FieldService.MODEL, assignment).finallyCleared()) {
            return Optional.of(Decision.rejected(RefusalCode.LATER_RECORDS, Map.of("assignment", assignment)));
        }
        return boundary.read(PersonalRecord.MODEL, volunteer).erased()
                ? Optional.of(Decision.rejected(RefusalCode.ALREADY_ERASED, Map.of("volunteer", volunteer)))
                : Optional.empty();
    }

    private Optional<Decision> stationIsOpen(AmendedService service, LocalDate last) {
        return service.assignment()
                .stations()
                .last()
                .flatMap(station -> boundary.read(DutyStation.MODEL, station))
                .flatMap(station -> station.closedOn()
                        .filter(closed -> lastDay.isBefore(last) && closed.isBefore(last))
                        .map(closed -> Decision.rejected(
                                RefusalCode.STATION_CLOSED,
                                Map.of("station", station.station(), "closedOn", closed.toString()))));
    }
}
