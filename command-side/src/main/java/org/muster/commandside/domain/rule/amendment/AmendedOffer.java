package org.muster.commandside.domain.rule.amendment;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Amendment;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.AssignmentRecord;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.PolicyBook;
import org.muster.commandside.domain.model.VolunteerRecord;
import org.muster.commandside.domain.model.recruitment.Clearances;
import org.muster.commandside.domain.model.recruitment.OfferRecord;
import org.muster.commandside.domain.model.recruitment.RequestRecord;
import org.muster.commandside.domain.rule.Commitment;
import org.muster.commandside.domain.rule.ContractEnd;
import org.muster.commandside.domain.rule.ContractTerms;
import org.muster.events.DomainEvent;
import org.muster.events.Tag;
import org.muster.events.assignment.AssignmentCancelled;
import org.muster.events.correction.CorrectionEvent;
import org.muster.events.recruitment.ContractIssued;
import org.muster.events.recruitment.OfferAccepted;
import org.muster.events.recruitment.OfferExpired;
import org.muster.events.recruitment.OfferIssued;

/**
 * An offer, its answer or its contract is amended, each while the next step is not on record. An answer that is withdrawn opens the
 * offer again, so nobody else has the post by then (X2), and the volunteer is free on its days (X1).
 */
record AmendedOffer(
        OfferRecord offer, RequestRecord request, VolunteerRecord volunteer, Amendment amendment, Boundary boundary) {

    static Decision decide(
            String assignment, DomainEvent known, Amendment amendment, CorrectionEvent event, Boundary boundary) {
        return boundary.read(OfferRecord.MODEL, assignment)
                .flatMap(offer -> boundary.read(RequestRecord.MODEL, offer.doa())
                        .flatMap(request -> boundary.readAmended(VolunteerRecord.MODEL, offer.volunteer(), amendment)
                                .map(volunteer -> new AmendedOffer(offer, request, volunteer, amendment, boundary))))
                .map(amended -> amended.decide(known, event))
                // Not known here yet, though its event is on record: never confirmed, and the command is retried.
                .orElse(Decision.rejected(RefusalCode.UNKNOWN_EVENT, Map.of("event", amendment.event())));
    }

    private Decision decide(DomainEvent known, CorrectionEvent event) {
        Optional<DomainEvent> now = amendment.apply(known);
        Optional<Decision> refusal = now.isPresent() ? corrected(now.get()) : annulled(known);
        return refusal.orElseGet(() -> new Decision.Accepted(
                List.of(event),
                now.filter(ContractIssued.class::isInstance)
                        .map(contract -> ContractEnd.beyondMandate(
                                ((ContractIssued) contract).endsOn(), boundary.read(Mission.MODEL, offer.mission())))
                        .orElse(List.of())));
    }

    private Optional<Decision> corrected(DomainEvent now) {
        return switch (now) {
            case OfferIssued e ->
                hasComeTo(OfferRecord.Status.OPEN)
                        .or(() -> outOfOrder("endsOn", e.endsOn(), e.startsOn()))
                        .or(() -> outOfOrder("answerBy", e.answerBy(), e.issuedOn()));
            case OfferAccepted e ->
                Optional.of(e.acceptedOn())
                        .filter(offer.answerBy()::isBefore)
                        .map(day -> Decision.rejected(
                                RefusalCode.OFFER_EXPIRED,
                                Map.of(
                                        "acceptedOn", day.toString(),
                                        "answerBy", offer.answerBy().toString())));
            case OfferExpired e ->
                outOfOrder("expiredOn", e.expiredOn(), offer.answerBy().plusDays(1));
            case ContractIssued e ->
                restsOn(isDeployed())
                        .or(() -> hasComeTo(OfferRecord.Status.CONTRACTED))
                        .or(() -> ContractTerms.refusal(
                                new ContractTerms(e.startsOn(), e.endsOn(), e.issuedOn()),
                                offer,
                                request.fundedUntil(),
                                volunteer,
                                boundary.read(Clearances.MODEL, offer.volunteer()),
                                boundary.read(PolicyBook.MODEL, Tag.POLICY_BOOK)));
            // The day of a refusal or of a cancellation decides nothing.
            default -> Optional.empty();
        };
    }

    private Optional<Decision> annulled(DomainEvent known) {
        return switch (known) {
            case OfferIssued _ -> hasComeTo(OfferRecord.Status.OPEN);
            case OfferAccepted _ -> hasComeTo(OfferRecord.Status.ACCEPTED);
            case ContractIssued _ ->
                restsOn(isDeployed())
                        .or(() -> hasComeTo(OfferRecord.Status.CONTRACTED))
                        .or(this::daysAreFree);
            case AssignmentCancelled _ -> postIsStillFree().or(this::daysAreFree);
            default -> postIsStillFree();
        };
    }

    private boolean isDeployed() {
        return boundary.read(AssignmentRecord.MODEL, offer.assignment()).isPresent();
    }

    private Optional<Decision> hasComeTo(OfferRecord.Status status) {
        return restsOn(offer.status() != status);
    }

    private Optional<Decision> restsOn(boolean later) {
        return later
                ? Optional.of(Decision.rejected(
                        RefusalCode.LATER_RECORDS,
                        Map.of(
                                "assignment",
                                offer.assignment(),
                                "status",
                                offer.status().name())))
                : Optional.empty();
    }

    private Optional<Decision> postIsStillFree() {
        return request.cancelled() || request.holder().isPresent()
                ? Optional.of(Decision.rejected(RefusalCode.LATER_RECORDS, Map.of("doa", request.doa())))
                : Optional.empty();
    }

    /** X1, on the days that the volunteer would be committed for. */
    private Optional<Decision> daysAreFree() {
        return volunteer.assignments().stream()
                .filter(service -> service.assignment().equals(offer.assignment()))
                .findFirst()
                .flatMap(service -> Commitment.refusal(
                        RefusalCode.VOLUNTEER_COMMITTED,
                        volunteer,
                        offer.assignment(),
                        service.from(),
                        service.until()));
    }

    private static Optional<Decision> outOfOrder(String field, LocalDate day, LocalDate notBefore) {
        return day.isBefore(notBefore)
                ? Optional.of(Decision.rejected(
                        RefusalCode.DATE_OUT_OF_ORDER,
                        Map.of(field, day.toString(), "notBefore", notBefore.toString())))
                : Optional.empty();
    }
}
