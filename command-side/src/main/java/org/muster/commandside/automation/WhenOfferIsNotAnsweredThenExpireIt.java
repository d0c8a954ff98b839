package org.muster.commandside.automation;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.commands.recruitment.ExpireOffer;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.model.recruitment.OfferRecord;
import org.muster.events.DomainEvent;
import org.muster.events.correction.RecordAnnulled;
import org.muster.events.recruitment.OfferAccepted;
import org.muster.events.recruitment.OfferDeclined;
import org.muster.events.recruitment.OfferExpired;
import org.muster.events.recruitment.OfferIssued;

/** The day after an offer could last be answered it expires, so that the post can be offered to somebody else. */
record WhenOfferIsNotAnsweredThenExpireIt() implements Automation {

    @Override
    public String name() {
        return "offer-expiry";
    }

    @Override
    public Set<Class<? extends DomainEvent>> causes() {
        return Set.of(OfferIssued.class, RecordAnnulled.class);
    }

    @Override
    public List<Due> due(Cause cause, Boundary present, LocalDate today) {
        return switch (cause.event()) {
            case OfferIssued offer -> List.of(expire(offer.assignment(), offer.answerBy()));
            // A withdrawn answer opens the offer again; what really happened can be recorded on the same day.
            case RecordAnnulled annulled ->
                answered(annulled)
                        .flatMap(assignment -> present.read(OfferRecord.MODEL, assignment))
                        .map(offer -> expire(
                                offer.assignment(),
                                offer.answerBy().isBefore(cause.recordedOn()) ? cause.recordedOn() : offer.answerBy()))
                        .stream()
                        .toList();
            default -> List.of();
        };
    }

    private static Optional<String> answered(RecordAnnulled annulled) {
        return annulled.original().event().flatMap(answer -> switch (answer) {
            case OfferAccepted e -> Optional.of(e.assignment());
            case OfferDeclined e -> Optional.of(e.assignment());
            case OfferExpired e -> Optional.of(e.assignment());
            default -> Optional.empty();
        });
    }

    private static Due expire(String assignment, LocalDate last) {
        LocalDate on = last.plusDays(1);
        return new Due("EXPIRE", on, new ExpireOffer(assignment, on));
    }
}
