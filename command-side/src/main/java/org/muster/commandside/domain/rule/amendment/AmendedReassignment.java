package org.muster.commandside.domain.rule.amendment;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Amendment;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.AssignmentRecord;
import org.muster.events.DomainEvent;
import org.muster.events.assignment.VolunteerReassigned;
import org.muster.events.correction.CorrectionEvent;

/**
 * A move to another station of the mission is amended. On each day the station of that day is open (X5), and whoever was brought
 * to a safe haven was ordered to leave it.
 */
record AmendedReassignment(VolunteerReassigned known, Amendment amendment, Boundary boundary) {

    Decision decide(CorrectionEvent event) {
        return AmendedService.decide(
                known.assignment(),
                known.volunteer(),
                amendment,
                boundary,
                service -> isDuringService(service.assignment())
                        .or(service::stationsAreOpen)
                        .or(service::havensWereOrdered)
                        .orElseGet(() -> Decision.accepted(event)));
    }

    private Optional<Decision> isDuringService(AssignmentRecord assignment) {
        Optional<LocalDate> day = amendment.apply(known).map(DomainEvent::effectiveOn);
        return day.filter(assignment.entryOnDuty()::isAfter)
                .map(on -> Decision.rejected(
                        RefusalCode.BEFORE_ENTRY_ON_DUTY,
                        Map.of(
                                "reassignedOn", on.toString(),
                                "entryOnDuty", assignment.entryOnDuty().toString())))
                .or(() -> day.flatMap(on -> assignment
                        .lastDay()
                        .filter(on::isAfter)
                        .map(last -> Decision.rejected(
                                RefusalCode.DATE_OUT_OF_ORDER,
                                Map.of("reassignedOn", on.toString(), "notAfter", last.toString())))));
    }
}
