package org.muster.commandside.domain.assignment.endassignment;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.AssignmentRecord;
import org.muster.commandside.domain.rule.LongerService;
import org.muster.events.assignment.AssignmentEnded;

/** An open assignment ends once, at the earliest on its first day, and before the next one of the volunteer begins (X1). */
public final class EndAssignmentDecider implements Decider<EndSealedAssignment> {

    @Override
    public Decision decide(EndSealedAssignment command, Boundary boundary) {
        Optional<AssignmentRecord> known = boundary.read(AssignmentRecord.MODEL, command.assignment());
        return decide(command, known)
                .or(() -> known.flatMap(assignment ->
                        LongerService.refusal(RefusalCode.ALREADY_DEPLOYED, assignment, command.lastDay(), boundary)))
                .orElseGet(() -> ended(command, known.orElseThrow()));
    }

    private static Optional<Decision> decide(EndSealedAssignment command, Optional<AssignmentRecord> known) {
        if (known.isEmpty()) {
            return refused(RefusalCode.NOT_OPEN, Map.of("assignment", command.assignment()));
        }
        AssignmentRecord assignment = known.get();
        if (assignment.lastDay().isPresent()) {
            return refused(
                    RefusalCode.NOT_OPEN,
                    Map.of(
                            "assignment",
                            command.assignment(),
                            "lastDay",
                            assignment.lastDay().get().toString()));
        }
        return command.lastDay().isBefore(assignment.entryOnDuty())
                ? refused(
                        RefusalCode.BEFORE_ENTRY_ON_DUTY,
                        Map.of(
                                "lastDay", command.lastDay().toString(),
                                "entryOnDuty", assignment.entryOnDuty().toString()))
                : Optional.empty();
    }

    private static Optional<Decision> refused(RefusalCode code, Map<String, Object> details) {
        return Optional.of(Decision.rejected(code, details));
    }

    private static Decision ended(EndSealedAssignment command, AssignmentRecord assignment) {
        return Decision.accepted(new AssignmentEnded(
                assignment.volunteer(),
                assignment.assignment(),
                assignment.mission(),
                assignment.category(),
                assignment.entryOnDuty(),
                command.lastDay(),
                command.reason(),
                command.sealedReason()));
    }
}
