package org.muster.commandside.domain.recruitment.issueoffer;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.recruitment.IssueOffer;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.AssignmentRecord;
import org.muster.commandside.domain.model.recruitment.OfferRecord;
import org.muster.commandside.domain.model.recruitment.RequestRecord;
import org.muster.events.recruitment.OfferIssued;

/** The post of an approved request is offered to one selected candidate at a time; the offer names the assignment. */
public final class IssueOfferDecider implements Decider<IssueOffer> {

    @Override
    public Decision decide(IssueOffer command, Boundary boundary) {
        boolean inUse = boundary.read(OfferRecord.MODEL, command.assignment()).isPresent()
                || boundary.read(AssignmentRecord.MODEL, command.assignment()).isPresent();
        return decide(command, boundary.read(RequestRecord.MODEL, command.doa()), inUse);
    }

    static Decision decide(IssueOffer command, Optional<RequestRecord> known, boolean inUse) {
        if (known.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_DOA, Map.of("doa", command.doa()));
        }
        if (inUse) {
            return Decision.rejected(RefusalCode.ASSIGNMENT_IN_USE, Map.of("assignment", command.assignment()));
        }
        RequestRecord request = known.get();
        if (request.cancelled()) {
            return Decision.rejected(RefusalCode.DOA_CANCELLED, Map.of("doa", command.doa()));
        }
        if (!request.approved()) {
            return Decision.rejected(RefusalCode.DOA_NOT_APPROVED, Map.of("doa", command.doa()));
        }
        if (!request.candidates().contains(command.volunteer())) {
            return Decision.rejected(
                    RefusalCode.NOT_SELECTED, Map.of("doa", command.doa(), "volunteer", command.volunteer()));
        }
        if (request.holder().isPresent()) {
            return Decision.rejected(
                    RefusalCode.ALREADY_FILLED,
                    Map.of(
                            "doa",
                            command.doa(),
                            "assignment",
                            request.holder().get().assignment()));
        }
        if (command.endsOn().isBefore(command.startsOn())) {
            return Decision.rejected(
                    RefusalCode.DATE_OUT_OF_ORDER,
                    Map.of(
                            "endsOn", command.endsOn().toString(),
                            "notBefore", command.startsOn().toString()));
        }
        if (command.answerBy().isBefore(command.issuedOn())) {
            return Decision.rejected(
                    RefusalCode.DATE_OUT_OF_ORDER,
                    Map.of(
                            "answerBy", command.answerBy().toString(),
                            "notBefore", command.issuedOn().toString()));
        }
        return Decision.accepted(new OfferIssued(
                command.volunteer(),
                command.assignment(),
                request.doa(),
                request.mission(),
                request.category(),
                command.startsOn(),
                command.endsOn(),
                command.answerBy(),
                command.issuedOn()));
    }
}
