package org.muster.commandside.domain.rule.amendment;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.Warning;
import org.muster.commands.WarningCode;
import org.muster.commandside.domain.decision.Amendment;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.AssignmentRecord;
import org.muster.commandside.domain.model.VolunteerRecord;
import org.muster.commandside.domain.model.recruitment.Clearances;
import org.muster.commandside.domain.rule.RequiredClearances;
import org.muster.events.assignment.FinalClearanceRecorded;
import org.muster.events.assignment.ResignationSubmitted;
import org.muster.events.correction.CorrectionEvent;
import org.muster.events.recruitment.ClearanceRecorded;

/** What is noted beside an assignment is amended. Nothing else rests on it, so only its own dates stay in their order. */
record AmendedSettlement(Amendment amendment, Boundary boundary) {

    /** A clearance that did not hold on an entry on duty is a fact, and somebody should look at it. */
    Decision decide(ClearanceRecorded known, CorrectionEvent event) {
        Optional<ClearanceRecorded> amended = amendment.apply(known).map(ClearanceRecorded.class::cast);
        return amended.flatMap(now -> now.validUntil()
                        .filter(until -> until.isBefore(now.clearedOn()))
                        .map(until -> outOfOrder("validUntil", until, now.clearedOn())))
                .orElseGet(() -> Decision.accepted(List.of(event), entriesWithout(known)));
    }

    private List<Warning> entriesWithout(ClearanceRecorded known) {
        Clearances before = boundary.read(Clearances.MODEL, known.volunteer());
        Clearances after = boundary.readAmended(Clearances.MODEL, known.volunteer(), amendment);
        return boundary.read(VolunteerRecord.MODEL, known.volunteer()).stream()
                .flatMap(volunteer -> volunteer.assignments().stream())
                .filter(VolunteerRecord.Service::deployed)
                .filter(service ->
                        RequiredClearances.required(service.category().type()).contains(known.kind()))
                .filter(service -> before.areValidOn(service.from(), known.kind())
                        && !after.areValidOn(service.from(), known.kind()))
                .map(service -> new Warning(
                        WarningCode.CONTRADICTS_RECORD,
                        Map.of(
                                "assignment", service.assignment(),
                                "entryOnDuty", service.from().toString(),
                                "kind", known.kind().name())))
                .toList();
    }

    Decision decide(ResignationSubmitted known, CorrectionEvent event) {
        Optional<LocalDate> entry =
                boundary.read(AssignmentRecord.MODEL, known.assignment()).map(AssignmentRecord::entryOnDuty);
        return amendment
                .apply(known)
                .map(ResignationSubmitted.class::cast)
                .flatMap(now -> entry.filter(now.noticeOn()::isBefore)
                        .map(first -> Decision.rejected(
                                RefusalCode.NOTICE_TOO_OLD,
                                Map.of("noticeOn", now.noticeOn().toString(), "entryOnDuty", first.toString())))
                        .or(() -> Optional.of(now.lastDay())
                                .filter(last -> last.isBefore(now.noticeOn()))
                                .map(last -> outOfOrder("lastDay", last, now.noticeOn()))))
                .orElseGet(() -> Decision.accepted(event));
    }

    Decision decide(FinalClearanceRecorded known, CorrectionEvent event) {
        Optional<LocalDate> last =
                boundary.read(AssignmentRecord.MODEL, known.assignment()).flatMap(AssignmentRecord::lastDay);
        return amendment
                .apply(known)
                .map(now -> ((FinalClearanceRecorded) now).clearedOn())
                .flatMap(cleared -> last.filter(cleared::isBefore).map(day -> outOfOrder("clearedOn", cleared, day)))
                .orElseGet(() -> Decision.accepted(event));
    }

    private static Decision outOfOrder(String field, LocalDate day, LocalDate notBefore) {
        return Decision.rejected(
                RefusalCode.DATE_OUT_OF_ORDER, Map.of(field, day.toString(), "notBefore", notBefore.toString()));
    }
}
