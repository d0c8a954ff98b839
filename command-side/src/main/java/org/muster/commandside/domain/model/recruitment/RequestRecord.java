package org.muster.commandside.domain.model.recruitment;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.Category;
import org.muster.events.Tag;
import org.muster.events.assignment.AssignmentCancelled;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.recruitment.CandidateSelected;
import org.muster.events.recruitment.DoAApproved;
import org.muster.events.recruitment.DoACancelled;
import org.muster.events.recruitment.DoASubmitted;
import org.muster.events.recruitment.FundingAuthorized;
import org.muster.events.recruitment.OfferAccepted;
import org.muster.events.recruitment.OfferDeclined;
import org.muster.events.recruitment.OfferExpired;
import org.muster.events.recruitment.OfferIssued;

/**
 * A host entity's request for one volunteer (DoA), and how far it has come.
 *
 * @param doa the identifier
 * @param mission which mission asks
 * @param category what is asked for
 * @param neededFrom the first day on which the volunteer is needed
 * @param neededUntil the last day on which the volunteer is needed
 * @param fundedUntil the last day that is funded, once that was authorized
 * @param liquidationTeam whether the post is in the team that winds the mission up
 * @param approved whether a post was reserved
 * @param cancelled whether it was withdrawn
 * @param candidates the volunteers who were selected
 * @param holder whose offer the post is promised to; absent while it can be offered
 */
public record RequestRecord(
        String doa,
        String mission,
        Category category,
        LocalDate neededFrom,
        LocalDate neededUntil,
        Optional<LocalDate> fundedUntil,
        boolean liquidationTeam,
        boolean approved,
        boolean cancelled,
        Set<String> candidates,
        Optional<Holder> holder) {

    /** By the request's identifier; empty for one that is not on record. */
    public static final DecisionModel<Optional<RequestRecord>> MODEL = DecisionModel.named("request", 1)
            .tagged(Tag.DOA)
            .startingAt(Optional.<RequestRecord>empty())
            .on(DoASubmitted.class, (none, e) -> Optional.of(submitted(e)))
            .on(
                    FundingAuthorized.class,
                    (request, e) -> request.map(r -> r.with(Optional.of(e.fundedUntil()), r.approved, r.cancelled)))
            .on(DoAApproved.class, (request, e) -> request.map(r -> r.with(r.fundedUntil, true, r.cancelled)))
            .on(DoACancelled.class, (request, e) -> request.map(r -> r.with(r.fundedUntil, r.approved, true)))
            .on(CandidateSelected.class, (request, e) -> request.map(r -> r.selected(e.volunteer())))
            .on(OfferIssued.class, (request, e) -> request.map(r -> r.heldBy(new Holder(e.assignment(), false, false))))
            .on(
                    OfferAccepted.class,
                    (request, e) -> request.map(r -> r.heldBy(new Holder(e.assignment(), true, false))))
            .on(OfferDeclined.class, (request, e) -> request.map(r -> r.freedFrom(e.assignment())))
            .on(OfferExpired.class, (request, e) -> request.map(r -> r.freedFrom(e.assignment())))
            .on(AssignmentCancelled.class, (request, e) -> request.map(r -> r.freedFrom(e.assignment())))
            .on(
                    VolunteerDeployed.class,
                    (request, e) -> request.map(r -> r.heldBy(new Holder(e.assignment(), true, true))));

    public RequestRecord {
        candidates = Set.copyOf(candidates);
    }

    /**
     * The assignment that the post is promised to.
     *
     * @param assignment the identifier that it has from its offer on
     * @param accepted whether the offer was accepted
     * @param deployed whether the volunteer entered on duty
     */
    public record Holder(String assignment, boolean accepted, boolean deployed) {}

    private static RequestRecord submitted(DoASubmitted event) {
        return new RequestRecord(
                event.doa(),
                event.mission(),
                event.category(),
                event.neededFrom(),
                event.neededUntil(),
                Optional.empty(),
                event.liquidationTeam(),
                false,
                false,
                Set.of(),
                Optional.empty());
    }

    private RequestRecord with(Optional<LocalDate> funded, boolean isApproved, boolean isCancelled) {
        return new RequestRecord(
                doa,
                mission,
                category,
                neededFrom,
                neededUntil,
                funded,
                liquidationTeam,
                isApproved,
                isCancelled,
                candidates,
                holder);
    }

    private RequestRecord with(Set<String> selected, Optional<Holder> promisedTo) {
        return new RequestRecord(
                doa,
                mission,
                category,
                neededFrom,
                neededUntil,
                fundedUntil,
                liquidationTeam,
                approved,
                cancelled,
                selected,
                promisedTo);
    }

    private RequestRecord selected(String volunteer) {
        Set<String> more = new HashSet<>(candidates);
        more.add(volunteer);
        return with(more, holder);
    }

    private RequestRecord heldBy(Holder promisedTo) {
        return with(candidates, Optional.of(promisedTo));
    }

    private RequestRecord freedFrom(String assignment) {
        return holder.filter(held -> held.assignment().equals(assignment)).isPresent()
                ? with(candidates, Optional.empty())
                : this;
    }
}
