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
import org.muster.commandside.domain.model.PolicyBook;
import org.muster.commandside.domain.model.recruitment.RequestRecord;
import org.muster.commandside.domain.rule.ContractEnd;
import org.muster.commandside.domain.rule.ServiceLimit;
import org.muster.events.Tag;
import org.muster.events.assignment.ContractExtended;
import org.muster.events.correction.CorrectionEvent;

/**
 * An extension is amended, the last one only: each rests on the one before it. The new end is judged as an extension is (X1, X7,
 * X8).
 */
record AmendedExtension(ContractExtended known, Amendment amendment, Boundary boundary) {

    Decision decide(CorrectionEvent event) {
        Optional<LocalDate> now =
                boundary.read(AssignmentRecord.MODEL, known.assignment()).flatMap(AssignmentRecord::contractEndsOn);
        if (!now.equals(Optional.of(known.contractEndsOn()))) {
            return Decision.rejected(
                    RefusalCode.LATER_RECORDS,
                    Map.of(
                            "assignment",
                            known.assignment(),
                            "contractEndsOn",
                            now.map(LocalDate::toString).orElse("")));
        }
        return AmendedService.decide(
                known.assignment(),
                known.volunteer(),
                amendment,
                boundary,
                service -> amendment
                        .apply(known)
                        .map(amended -> corrected(((ContractExtended) amended).contractEndsOn(), event, service))
                        .orElseGet(() -> service.daysAreFree()
                                .or(service::stationsAreOpen)
                                .orElseGet(() -> Decision.accepted(event))));
    }

    private Decision corrected(LocalDate end, CorrectionEvent event, AmendedService service) {
        return isLater(end, service.assignment())
                .or(() -> ContractEnd.beyondFunding(
                        end,
                        service.assignment()
                                .doa()
                                .flatMap(doa -> boundary.read(RequestRecord.MODEL, doa))
                                .flatMap(RequestRecord::fundedUntil)))
                .or(service::daysAreFree)
                .or(service::stationsAreOpen)
                .or(() -> withinTheLimit(end, service))
                .orElseGet(() -> Decision.accepted(List.of(event), ContractEnd.beyondMandate(end, service.mission())));
    }

    private Optional<Decision> isLater(LocalDate end, AssignmentRecord assignment) {
        return known.previousEnd().map(end::isAfter).orElse(!end.isBefore(assignment.entryOnDuty()))
                ? Optional.empty()
                : Optional.of(Decision.rejected(
                        RefusalCode.NOT_LATER,
                        known.previousEnd()
                                .<Map<String, Object>>map(day -> Map.of("contractEndsOn", day.toString()))
                                .orElse(Map.of(
                                        "entryOnDuty", assignment.entryOnDuty().toString()))));
    }

    private Optional<Decision> withinTheLimit(LocalDate end, AmendedService service) {
        return end.isBefore(known.contractEndsOn())
                ? Optional.empty()
                : ServiceLimit.refusal(
                        service.assignment().category(),
                        service.volunteer(),
                        known.assignment(),
                        service.assignment().entryOnDuty(),
                        end,
                        boundary.read(PolicyBook.MODEL, Tag.POLICY_BOOK));
    }
}
