package org.muster.commandside.domain.security.returnvolunteer;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.security.ReturnVolunteer;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.AssignmentRecord;
import org.muster.commandside.domain.model.service.FieldService;
import org.muster.events.security.VolunteerReturned;

/** A relocated volunteer comes back, also after the order was lifted. */
public final class ReturnVolunteerDecider implements Decider<ReturnVolunteer> {

    @Override
    public Decision decide(ReturnVolunteer command, Boundary boundary) {
        return decide(
                command,
                boundary.read(AssignmentRecord.MODEL, command.assignment()),
                boundary.read(FieldService.MODEL, command.assignment()));
    }

    static Decision decide(ReturnVolunteer command, Optional<AssignmentRecord> known, FieldService service) {
        if (known.isEmpty() || service.relocation().isEmpty()) {
            return Decision.rejected(RefusalCode.NOT_RELOCATED, Map.of("assignment", command.assignment()));
        }
        FieldService.Stay relocation = service.relocation().get();
        if (command.returnedOn().isBefore(relocation.since())) {
            return Decision.rejected(
                    RefusalCode.DATE_OUT_OF_ORDER,
                    Map.of(
                            "returnedOn", command.returnedOn().toString(),
                            "notBefore", relocation.since().toString()));
        }
        AssignmentRecord assignment = known.get();
        return Decision.accepted(new VolunteerReturned(
                assignment.volunteer(),
                assignment.assignment(),
                assignment.mission(),
                relocation.order(),
                command.returnedOn()));
    }
}
