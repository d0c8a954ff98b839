package org.muster.commandside.domain.recruitment.declineoffer;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.recruitment.DeclineOffer;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.recruitment.OfferRecord;
import org.muster.events.recruitment.OfferDeclined;

/** An open offer is declined; after that the post can be offered to another candidate. */
public final class DeclineOfferDecider implements Decider<DeclineOffer> {

    @Override
    public Decision decide(DeclineOffer command, Boundary boundary) {
        return decide(command, boundary.read(OfferRecord.MODEL, command.assignment()));
    }

    static Decision decide(DeclineOffer command, Optional<OfferRecord> known) {
        return known.filter(offer -> offer.status() == OfferRecord.Status.OPEN)
                .map(offer -> Decision.accepted(new OfferDeclined(
                        offer.volunteer(), offer.assignment(), offer.doa(), offer.mission(), command.declinedOn())))
                .orElse(Decision.rejected(RefusalCode.NO_OFFER, Map.of("assignment", command.assignment())));
    }
}
