package org.muster.commandside.domain.assignment.recordabsence;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.assignment.RecordAbsence;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.AssignmentRecord;
import org.muster.commandside.domain.model.DutyStation;
import org.muster.commandside.domain.model.PolicyBook;
import org.muster.commandside.domain.model.service.FieldService;
import org.muster.commandside.domain.model.service.FieldService.Absence;
import org.muster.commandside.domain.rule.RestCycle;
import org.muster.events.Tag;
import org.muster.events.assignment.AbsenceKind;
import org.muster.events.assignment.AbsenceRecorded;
import org.muster.events.policy.Policies;

/**
 * Absences of one assignment lie within its service and share no day. Rest and recuperation is due when the cycle of the
 * station has passed since the entry on duty or since the last one, and so is the next one that is on record already.
 */
public final class RecordAbsenceDecider implements Decider<RecordAbsence> {

    @Override
    public Decision decide(RecordAbsence command, Boundary boundary) {
        Optional<AssignmentRecord> known = boundary.read(AssignmentRecord.MODEL, command.assignment());
        return decide(
                command,
                known,
                boundary.read(FieldService.MODEL, command.assignment()),
                known.flatMap(a -> a.stations().on(command.firstDay()))
                        .flatMap(station -> boundary.read(DutyStation.MODEL, station)),
                boundary.read(PolicyBook.MODEL, Tag.POLICY_BOOK));
    }

    static Decision decide(
            RecordAbsence command,
            Optional<AssignmentRecord> known,
            FieldService service,
            Optional<DutyStation> station,
            Policies policies) {
        if (command.lastDay().isBefore(command.firstDay())) {
            return Decision.rejected(
                    RefusalCode.DATE_OUT_OF_ORDER,
                    Map.of(
                            "lastDay", command.lastDay().toString(),
                            "notBefore", command.firstDay().toString()));
        }
        if (known.filter(a -> a.isOnDutyOn(command.firstDay()) && a.isOnDutyOn(command.lastDay()))
                .isEmpty()) {
            return Decision.rejected(RefusalCode.NOT_DEPLOYED, Map.of("assignment", command.assignment()));
        }
        Optional<Absence> other = service.absentWithin(command.firstDay(), command.lastDay());
        if (other.isPresent()) {
            return Decision.rejected(
                    RefusalCode.OVERLAP,
                    Map.of(
                            "kind", other.get().kind().name(),
                            "firstDay", other.get().firstDay().toString(),
                            "lastDay", other.get().lastDay().toString()));
        }
        AssignmentRecord assignment = known.get();
        if (command.kind() == AbsenceKind.R_AND_R) {
            Optional<Decision> early = notDue(command, assignment, service, station, policies);
            if (early.isPresent()) {
                return early.get();
            }
        }
        return Decision.accepted(new AbsenceRecorded(
                assignment.volunteer(),
                assignment.assignment(),
                assignment.mission(),
                command.kind(),
                command.firstDay(),
                command.lastDay()));
    }

    private static Optional<Decision> notDue(
            RecordAbsence command,
            AssignmentRecord assignment,
            FieldService service,
            Optional<DutyStation> station,
            Policies policies) {
        Optional<Integer> weeks = station.flatMap(s -> RestCycle.weeks(s, command.firstDay(), policies));
        LocalDate since = service.lastBefore(command.firstDay(), AbsenceKind.R_AND_R)
                .map(last -> last.lastDay().plusDays(1))
                .orElse(assignment.entryOnDuty());
        boolean due = weeks.filter(w -> !since.plusWeeks(w).isAfter(command.firstDay()))
                .isPresent();
        boolean nextStaysDue = weeks.filter(w -> service.firstAfter(command.lastDay(), AbsenceKind.R_AND_R)
                        .map(next -> !command.lastDay().plusDays(1).plusWeeks(w).isAfter(next.firstDay()))
                        .orElse(true))
                .isPresent();
        if (due && nextStaysDue) {
            return Optional.empty();
        }
        Map<String, Object> details = new HashMap<>(Map.of("since", since.toString()));
        weeks.ifPresent(w -> details.put("cycleWeeks", w));
        return Optional.of(Decision.rejected(RefusalCode.R_AND_R_NOT_DUE, details));
    }
}
