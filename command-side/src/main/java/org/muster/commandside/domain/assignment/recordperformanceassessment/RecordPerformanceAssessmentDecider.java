package org.muster.commandside.domain.assignment.recordperformanceassessment;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.assignment.RecordPerformanceAssessment;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.AssignmentRecord;
import org.muster.events.assignment.PerformanceAssessed;

/** Days of service are assessed when they are over, also after the assignment has ended. */
public final class RecordPerformanceAssessmentDecider implements Decider<RecordPerformanceAssessment> {

    @Override
    public Decision decide(RecordPerformanceAssessment command, Boundary boundary) {
        return decide(command, boundary.read(AssignmentRecord.MODEL, command.assignment()));
    }

    static Decision decide(RecordPerformanceAssessment command, Optional<AssignmentRecord> known) {
        if (command.periodTo().isBefore(command.periodFrom())) {
            return Decision.rejected(
                    RefusalCode.DATE_OUT_OF_ORDER,
                    Map.of(
                            "periodTo", command.periodTo().toString(),
                            "notBefore", command.periodFrom().toString()));
        }
        if (command.assessedOn().isBefore(command.periodTo())) {
            return Decision.rejected(
                    RefusalCode.DATE_OUT_OF_ORDER,
                    Map.of(
                            "assessedOn", command.assessedOn().toString(),
                            "notBefore", command.periodTo().toString()));
        }
        if (known.filter(a -> a.isOnDutyOn(command.periodFrom()) && a.isOnDutyOn(command.periodTo()))
                .isEmpty()) {
            return Decision.rejected(RefusalCode.NOT_DEPLOYED, Map.of("assignment", command.assignment()));
        }
        AssignmentRecord assignment = known.get();
        return Decision.accepted(new PerformanceAssessed(
                assignment.volunteer(),
                assignment.assignment(),
                assignment.mission(),
                command.outcome(),
                command.periodFrom(),
                command.periodTo(),
                command.assessedOn()));
    }
}
