package org.muster.commandside.domain.recruitment.expireoffer;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.recruitment.ExpireOffer;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.recruitment.OfferRecord;
import org.muster.events.recruitment.OfferExpired;

/** An open offer expires after the last day on which it could be answered. */
public final class ExpireOfferDecider implements Decider<ExpireOffer> {

    @Override
    public Decision decide(ExpireOffer command, Boundary boundary) {
        return decide(command, boundary.read(OfferRecord.MODEL, command.assignment()));
    }

    static Decision decide(ExpireOffer command, Optional<OfferRecord> known) {
        Optional<OfferRecord> open = known.filter(offer -> offer.status() == OfferRecord.Status.OPEN);
        if (open.isEmpty()) {
            return Decision.rejected(RefusalCode.NO_OFFER, Map.of("assignment", command.assignment()));
        }
        OfferRecord offer = open.get();
        if (!command.expiredOn().isAfter(offer.answerBy())) {
            return Decision.rejected(
                    RefusalCode.DATE_OUT_OF_ORDER,
                    Map.of(
                            "expiredOn", command.expiredOn().toString(),
                            "notBefore", offer.answerBy().plusDays(1).toString()));
        }
        return Decision.accepted(new OfferExpired(
                offer.volunteer(), offer.assignment(), offer.doa(), offer.mission(), command.expiredOn()));
    }
}
