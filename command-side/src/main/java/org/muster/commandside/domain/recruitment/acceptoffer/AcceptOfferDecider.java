package org.muster.commandside.domain.recruitment.acceptoffer;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.recruitment.AcceptOffer;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.VolunteerRecord;
import org.muster.commandside.domain.model.recruitment.OfferRecord;
import org.muster.commandside.domain.model.recruitment.RequestRecord;
import org.muster.commandside.domain.rule.Commitment;
import org.muster.events.recruitment.OfferAccepted;

/**
 * An offer is accepted in time, while its request stands, by a volunteer who is free on its days: from then on they are
 * committed (X1).
 *
 * <p>Promise: of two overlapping offers to one volunteer, decided at the same time on different nodes, one is refused,
 * because the volunteer's commitments are in the boundary of both.
 */
public final class AcceptOfferDecider implements Decider<AcceptOffer> {

    @Override
    public Decision decide(AcceptOffer command, Boundary boundary) {
        Optional<OfferRecord> offer = boundary.read(OfferRecord.MODEL, command.assignment());
        return decide(
                command,
                offer,
                offer.flatMap(o -> boundary.read(RequestRecord.MODEL, o.doa())),
                offer.flatMap(o -> boundary.read(VolunteerRecord.MODEL, o.volunteer())));
    }

    static Decision decide(
            AcceptOffer command,
            Optional<OfferRecord> known,
            Optional<RequestRecord> request,
            Optional<VolunteerRecord> volunteer) {
        Optional<OfferRecord> answerable = known.filter(
                offer -> offer.status() == OfferRecord.Status.OPEN || offer.status() == OfferRecord.Status.EXPIRED);
        if (answerable.isEmpty() || volunteer.isEmpty()) {
            return Decision.rejected(RefusalCode.NO_OFFER, Map.of("assignment", command.assignment()));
        }
        OfferRecord offer = answerable.get();
        if (offer.status() == OfferRecord.Status.EXPIRED || command.acceptedOn().isAfter(offer.answerBy())) {
            return Decision.rejected(
                    RefusalCode.OFFER_EXPIRED,
                    Map.of(
                            "acceptedOn", command.acceptedOn().toString(),
                            "answerBy", offer.answerBy().toString()));
        }
        if (request.filter(r -> !r.cancelled()).isEmpty()) {
            return Decision.rejected(RefusalCode.DOA_CANCELLED, Map.of("doa", offer.doa()));
        }
        return Commitment.refusal(
                        RefusalCode.VOLUNTEER_COMMITTED,
                        volunteer.get(),
                        offer.assignment(),
                        offer.startsOn(),
                        Optional.of(offer.endsOn()))
                .orElseGet(() -> Decision.accepted(new OfferAccepted(
                        offer.volunteer(),
                        offer.assignment(),
                        offer.doa(),
                        offer.mission(),
                        offer.category(),
                        offer.startsOn(),
                        offer.endsOn(),
                        command.acceptedOn())));
    }
}
