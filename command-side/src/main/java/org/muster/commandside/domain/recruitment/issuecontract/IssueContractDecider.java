package org.muster.commandside.domain.recruitment.issuecontract;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.recruitment.IssueContract;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.PolicyBook;
import org.muster.commandside.domain.model.VolunteerRecord;
import org.muster.commandside.domain.model.recruitment.Clearances;
import org.muster.commandside.domain.model.recruitment.OfferRecord;
import org.muster.commandside.domain.model.recruitment.RequestRecord;
import org.muster.commandside.domain.rule.ContractEnd;
import org.muster.commandside.domain.rule.ContractTerms;
import org.muster.events.Tag;
import org.muster.events.policy.Policies;
import org.muster.events.recruitment.ContractIssued;

/**
 * A contract is made with a volunteer who accepted the offer and is cleared on that day. Its days, which may differ from the
 * offer's, share none with another assignment (X1), keep within the limit of service (X7) and end with the funding; past the
 * mandate's expiry it is accepted with a warning (X8).
 */
public final class IssueContractDecider implements Decider<IssueContract> {

    @Override
    public Decision decide(IssueContract command, Boundary boundary) {
        Optional<OfferRecord> known = boundary.read(OfferRecord.MODEL, command.assignment());
        if (known.filter(offer -> offer.status() == OfferRecord.Status.ACCEPTED).isEmpty()) {
            return Decision.rejected(notAccepted(known), Map.of("assignment", command.assignment()));
        }
        OfferRecord offer = known.get();
        return decide(
                command,
                offer,
                boundary.read(RequestRecord.MODEL, offer.doa()).orElseThrow(),
                boundary.read(VolunteerRecord.MODEL, offer.volunteer()).orElseThrow(),
                boundary.read(Clearances.MODEL, offer.volunteer()),
                boundary.read(Mission.MODEL, offer.mission()),
                boundary.read(PolicyBook.MODEL, Tag.POLICY_BOOK));
    }

    static Decision decide(
            IssueContract command,
            OfferRecord offer,
            RequestRecord request,
            VolunteerRecord volunteer,
            Clearances clearances,
            Optional<Mission> mission,
            Policies policies) {
        return ContractTerms.refusal(
                        new ContractTerms(command.startsOn(), command.endsOn(), command.issuedOn()),
                        offer,
                        request.fundedUntil(),
                        volunteer,
                        clearances,
                        policies)
                .orElseGet(() -> new Decision.Accepted(
                        List.of(new ContractIssued(
                                offer.volunteer(),
                                offer.assignment(),
                                offer.doa(),
                                offer.mission(),
                                offer.category(),
                                command.startsOn(),
                                command.endsOn(),
                                command.issuedOn())),
                        ContractEnd.beyondMandate(command.endsOn(), mission)));
    }

    private static RefusalCode notAccepted(Optional<OfferRecord> known) {
        if (known.isEmpty()) {
            return RefusalCode.NO_OFFER;
        }
        return known.get().status() == OfferRecord.Status.CONTRACTED
                ? RefusalCode.NO_CHANGE
                : RefusalCode.OFFER_NOT_ACCEPTED;
    }
}
