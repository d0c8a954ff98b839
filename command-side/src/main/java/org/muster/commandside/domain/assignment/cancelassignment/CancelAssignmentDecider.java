package org.muster.commandside.domain.assignment.cancelassignment;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.assignment.CancelAssignment;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.AssignmentRecord;
import org.muster.commandside.domain.model.recruitment.OfferRecord;
import org.muster.events.assignment.AssignmentCancelled;

/**
 * An accepted assignment is cancelled before the entry on duty: the volunteer is free again (X1), and the post stays reserved
 * for its request.
 */
public final class CancelAssignmentDecider implements Decider<CancelAssignment> {

    @Override
    public Decision decide(CancelAssignment command, Boundary boundary) {
        return decide(
                command,
                boundary.read(OfferRecord.MODEL, command.assignment()),
                boundary.read(AssignmentRecord.MODEL, command.assignment()));
    }

    static Decision decide(
            CancelAssignment command, Optional<OfferRecord> known, Optional<AssignmentRecord> assignment) {
        if (assignment.isPresent()) {
            return Decision.rejected(
                    RefusalCode.ALREADY_DEPLOYED,
                    Map.of(
                            "assignment",
                            command.assignment(),
                            "entryOnDuty",
                            assignment.get().entryOnDuty().toString()));
        }
        return known.filter(offer -> offer.status() == OfferRecord.Status.ACCEPTED
                        || offer.status() == OfferRecord.Status.CONTRACTED)
                .map(offer -> Decision.accepted(new AssignmentCancelled(
                        offer.volunteer(), offer.assignment(), offer.doa(), offer.mission(), command.cancelledOn())))
                .orElse(Decision.rejected(RefusalCode.NOT_OPEN, Map.of("assignment", command.assignment())));
    }
}
