package org.muster.commandside.domain.assignment.recorddeathinservice;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.assignment.RecordDeathInService;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.AssignmentRecord;
import org.muster.commandside.domain.rule.LongerService;
import org.muster.events.assignment.DeathInServiceRecorded;

/** A death ends an open assignment; the day of the death is the last day of service, and none of another assignment (X1). */
public final class RecordDeathInServiceDecider implements Decider<RecordDeathInService> {

    @Override
    public Decision decide(RecordDeathInService command, Boundary boundary) {
        Optional<AssignmentRecord> known = boundary.read(AssignmentRecord.MODEL, command.assignment());
        if (known.filter(a -> a.lastDay().isEmpty()).isEmpty()) {
            return Decision.rejected(RefusalCode.NOT_OPEN, Map.of("assignment", command.assignment()));
        }
        AssignmentRecord assignment = known.get();
        if (command.diedOn().isBefore(assignment.entryOnDuty())) {
            return Decision.rejected(
                    RefusalCode.BEFORE_ENTRY_ON_DUTY,
                    Map.of(
                            "diedOn", command.diedOn().toString(),
                            "entryOnDuty", assignment.entryOnDuty().toString()));
        }
        return LongerService.refusal(RefusalCode.ALREADY_DEPLOYED, assignment, command.diedOn(), boundary)
                .orElseGet(() -> Decision.accepted(new DeathInServiceRecorded(
                        assignment.volunteer(),
                        assignment.assignment(),
                        assignment.mission(),
                        assignment.category(),
                        assignment.entryOnDuty(),
                        command.diedOn(),
                        command.incident())));
    }
}
