package org.muster.commandside.domain.assignment.recordfinalclearance;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.assignment.RecordFinalClearance;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.AssignmentRecord;
import org.muster.commandside.domain.model.service.FieldService;
import org.muster.events.assignment.FinalClearanceRecorded;

/** An ended assignment is settled once, at the earliest on its last day. */
public final class RecordFinalClearanceDecider implements Decider<RecordFinalClearance> {

    @Override
    public Decision decide(RecordFinalClearance command, Boundary boundary) {
        return decide(
                command,
                boundary.read(AssignmentRecord.MODEL, command.assignment()),
                boundary.read(FieldService.MODEL, command.assignment()));
    }

    static Decision decide(RecordFinalClearance command, Optional<AssignmentRecord> known, FieldService service) {
        if (known.flatMap(AssignmentRecord::lastDay).isEmpty()) {
            return Decision.rejected(RefusalCode.NOT_ENDED, Map.of("assignment", command.assignment()));
        }
        AssignmentRecord assignment = known.get();
        if (service.finallyCleared()) {
            return Decision.rejected(RefusalCode.NO_CHANGE, Map.of("assignment", command.assignment()));
        }
        if (command.clearedOn().isBefore(assignment.lastDay().get())) {
            return Decision.rejected(
                    RefusalCode.DATE_OUT_OF_ORDER,
                    Map.of(
                            "clearedOn", command.clearedOn().toString(),
                            "notBefore", assignment.lastDay().get().toString()));
        }
        return Decision.accepted(new FinalClearanceRecorded(
                assignment.volunteer(), assignment.assignment(), assignment.mission(), command.clearedOn()));
    }
}
