package org.muster.commandside.domain.model.recruitment;

import java.time.LocalDate;
import java.util.Optional;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.Category;
import org.muster.events.Tag;
import org.muster.events.assignment.AssignmentCancelled;
import org.muster.events.recruitment.ContractIssued;
import org.muster.events.recruitment.OfferAccepted;
import org.muster.events.recruitment.OfferDeclined;
import org.muster.events.recruitment.OfferExpired;
import org.muster.events.recruitment.OfferIssued;

/**
 * An offer of an assignment, and the contract that it became.
 *
 * @param assignment the identifier that the assignment has from its offer on
 * @param volunteer who was asked
 * @param doa the request that it answers
 * @param mission where
 * @param category as requested
 * @param startsOn the first day of the contract
 * @param endsOn the last day of the contract, without extensions
 * @param answerBy the last day on which it can be accepted
 * @param status the result of the offer
 */
public record OfferRecord(
        String assignment,
        String volunteer,
        String doa,
        String mission,
        Category category,
        LocalDate startsOn,
        LocalDate endsOn,
        LocalDate answerBy,
        Status status) {

    /** By the assignment's identifier; empty where none was offered, as for historical records. */
    public static final DecisionModel<Optional<OfferRecord>> MODEL = DecisionModel.named("offer", 1)
            .tagged(Tag.ASSIGNMENT)
            .startingAt(Optional.<OfferRecord>empty())
            .on(OfferIssued.class, (none, e) -> Optional.of(issued(e)))
            .on(OfferAccepted.class, (offer, e) -> offer.map(o -> o.became(Status.ACCEPTED, o.startsOn, o.endsOn)))
            .on(OfferDeclined.class, (offer, e) -> offer.map(o -> o.became(Status.DECLINED, o.startsOn, o.endsOn)))
            .on(OfferExpired.class, (offer, e) -> offer.map(o -> o.became(Status.EXPIRED, o.startsOn, o.endsOn)))
            .on(
                    AssignmentCancelled.class,
                    (offer, e) -> offer.map(o -> o.became(Status.CANCELLED, o.startsOn, o.endsOn)))
            .on(
                    ContractIssued.class,
                    (offer, e) -> offer.map(o -> o.became(Status.CONTRACTED, e.startsOn(), e.endsOn())));

    /** The result of an offer. */
    public enum Status {
        OPEN,
        ACCEPTED,
        DECLINED,
        EXPIRED,
        CONTRACTED,
        CANCELLED
    }

    private static OfferRecord issued(OfferIssued event) {
        return new OfferRecord(
                event.assignment(),
                event.volunteer(),
                event.doa(),
                event.mission(),
                event.category(),
                event.startsOn(),
                event.endsOn(),
                event.answerBy(),
                Status.OPEN);
    }

    private OfferRecord became(Status next, LocalDate first, LocalDate last) {
        return new OfferRecord(assignment, volunteer, doa, mission, category, first, last, answerBy, next);
    }
}
