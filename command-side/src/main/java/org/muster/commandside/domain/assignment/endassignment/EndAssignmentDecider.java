package org.muster.commandside.domain.assignment.endassignment;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.AssignmentRecord;
import org.muster.commandside.domain.model.VolunteerRecord;
import org.muster.commandside.domain.rule.Commitment;
import org.muster.events.assignment.AssignmentEnded;

/** An open assignment ends once, at the earliest on its first day, and before the next one of the volunteer begins (X1). */
public final class EndAssignmentDecider implements Decider<EndSealedAssignment> {

    @Override
    public Decision decide(EndSealedAssignment command, Boundary boundary) {
        Optional<AssignmentRecord> known = boundary.read(AssignmentRecord.MODEL, command.assignment());
        // Only beyond its planned end can an assignment meet another one.
        Optional<VolunteerRecord> volunteer = known.filter(a ->
                        a.contractEndsOn().filter(command.lastDay()::isAfter).isPresent())
                .flatMap(a -> boundary.read(VolunteerRecord.MODEL, a.volunteer()));
        return decide(command, known, volunteer);
    }

    static Decision decide(
            EndSealedAssignment command, Optional<AssignmentRecord> known, Optional<VolunteerRecord> volunteer) {
        if (known.isEmpty()) {
            return Decision.rejected(RefusalCode.NOT_OPEN, Map.of("assignment", command.assignment()));
        }
        AssignmentRecord assignment = known.get();
        if (assignment.lastDay().isPresent()) {
            return Decision.rejected(
                    RefusalCode.NOT_OPEN,
                    Map.of(
                            "assignment",
                            command.assignment(),
                            "lastDay",
                            assignment.lastDay().get().toString()));
        }
        if (command.lastDay().isBefore(assignment.entryOnDuty())) {
            return Decision.rejected(
                    RefusalCode.BEFORE_ENTRY_ON_DUTY,
                    Map.of(
                            "lastDay", command.lastDay().toString(),
                            "entryOnDuty", assignment.entryOnDuty().toString()));
        }
        Optional<Decision> overlap = volunteer.flatMap(person -> Commitment.refusal(
                RefusalCode.ALREADY_DEPLOYED,
                person,
                assignment.assignment(),
                assignment.entryOnDuty(),
                Optional.of(command.lastDay())));
        if (overlap.isPresent()) {
            return overlap.get();
        }
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
