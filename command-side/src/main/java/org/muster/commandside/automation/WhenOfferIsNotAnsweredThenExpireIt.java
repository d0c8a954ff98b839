package org.muster.commandside.automation;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.muster.commands.recruitment.ExpireOffer;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.events.DomainEvent;
import org.muster.events.recruitment.OfferIssued;

/** The day after an offer could last be answered it expires, so that the post can be offered to somebody else. */
record WhenOfferIsNotAnsweredThenExpireIt() implements Automation {

    @Override
    public String name() {
        return "offer-expiry";
    }

    @Override
    public Set<Class<? extends DomainEvent>> causes() {
        return Set.of(OfferIssued.class);
    }

    @Override
    public List<Due> due(Cause cause, Boundary present, LocalDate today) {
        if (!(cause.event() instanceof OfferIssued offer)) {
            return List.of();
        }
        LocalDate on = offer.answerBy().plusDays(1);
        return List.of(new Due("EXPIRE", on, new ExpireOffer(offer.assignment(), on)));
    }
}
