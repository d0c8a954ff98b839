package org.muster.commandside.domain.rule.amendment;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Amendment;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.AssignmentRecord;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.MissionPosts;
import org.muster.commandside.domain.model.PolicyBook;
import org.muster.commandside.domain.model.recruitment.OfferRecord;
import org.muster.commandside.domain.model.recruitment.RequestRecord;
import org.muster.commandside.domain.model.recruitment.ReservedPosts;
import org.muster.commandside.domain.rule.ContractEnd;
import org.muster.commandside.domain.rule.OpenMission;
import org.muster.commandside.domain.rule.RequestedDuration;
import org.muster.commandside.domain.rule.Vacancy;
import org.muster.events.Tag;
import org.muster.events.correction.CorrectionEvent;
import org.muster.events.recruitment.CandidateSelected;
import org.muster.events.recruitment.DoAApproved;
import org.muster.events.recruitment.DoACancelled;
import org.muster.events.recruitment.DoASubmitted;
import org.muster.events.recruitment.FundingAuthorized;
import org.muster.events.recruitment.RequestEvent;

/**
 * A request (DoA) is amended. What its approval repeats is corrected before it only. A cancellation that is withdrawn takes a post
 * again, in a mission that is open (X2, X3); funding does not end before a contract that rests on it (X8).
 */
record AmendedRequest(String doa, Amendment amendment, Boundary boundary) {

    Decision decide(RequestEvent known, CorrectionEvent event) {
        return boundary.read(RequestRecord.MODEL, doa)
                .map(request -> refusal(known, request).orElseGet(() -> Decision.accepted(event)))
                // Not known here yet, though its event is on record: never confirmed, and the command is retried.
                .orElse(Decision.rejected(RefusalCode.UNKNOWN_EVENT, Map.of("event", amendment.event())));
    }

    private Optional<Decision> refusal(RequestEvent known, RequestRecord request) {
        return switch (known) {
            case DoASubmitted e ->
                amendment
                        .apply(e)
                        .map(DoASubmitted.class::cast)
                        .map(now -> submitted(e, now, request))
                        .orElseGet(() ->
                                restsOn(isUsed(request) || request.fundedUntil().isPresent()));
            case FundingAuthorized _ -> funded(request);
            case DoAApproved _ ->
                restsOn(amendment.annulled() && (request.holder().isPresent() || request.cancelled()));
            case DoACancelled e -> amendment.annulled() && e.reserved() ? reservedAgain(request) : Optional.empty();
            case CandidateSelected e -> restsOn(amendment.annulled() && isOffered(request, e.volunteer()));
        };
    }

    private static boolean isUsed(RequestRecord request) {
        return request.approved()
                || request.cancelled()
                || !request.candidates().isEmpty();
    }

    private Optional<Decision> submitted(DoASubmitted known, DoASubmitted now, RequestRecord request) {
        boolean repeated = now.category() != known.category()
                || !now.neededFrom().equals(known.neededFrom())
                || now.months() != known.months()
                || now.liquidationTeam() != known.liquidationTeam();
        Optional<LocalDate> unfunded = Optional.of(now.fundedUntil())
                .filter(until -> request.fundedUntil().isEmpty())
                .or(request::fundedUntil)
                .filter(now.neededFrom()::isAfter);
        return restsOn(repeated && isUsed(request))
                .or(() -> RequestedDuration.refusal(
                                now.months(),
                                now.category(),
                                now.submittedOn(),
                                boundary.read(PolicyBook.MODEL, Tag.POLICY_BOOK))
                        .filter(refusal -> repeated))
                .or(() -> unfunded.map(until -> noFunding(until, now.neededFrom())));
    }

    private Optional<Decision> funded(RequestRecord request) {
        Optional<LocalDate> until =
                boundary.readAmended(RequestRecord.MODEL, doa, amendment).flatMap(RequestRecord::fundedUntil);
        return restsOn(until.isEmpty() && isUsed(request))
                .or(() -> until.filter(request.neededFrom()::isAfter).map(end -> noFunding(end, request.neededFrom())))
                .or(() -> request.holder()
                        .flatMap(holder -> contractEnd(holder.assignment()))
                        .flatMap(end -> ContractEnd.beyondFunding(end, until)));
    }

    private Optional<LocalDate> contractEnd(String assignment) {
        return boundary.read(AssignmentRecord.MODEL, assignment)
                .map(AssignmentRecord::contractEndsOn)
                .orElseGet(() -> boundary.read(OfferRecord.MODEL, assignment)
                        .filter(offer -> offer.status() == OfferRecord.Status.CONTRACTED)
                        .map(OfferRecord::endsOn));
    }

    private Optional<Decision> reservedAgain(RequestRecord request) {
        return boundary.read(Mission.MODEL, request.mission())
                .flatMap(mission -> OpenMission.refusal(
                        RefusalCode.MISSION_NOT_OPEN, mission, request.neededFrom(), request.liquidationTeam()))
                .or(() -> Vacancy.exceeded(
                                request.mission(),
                                request.category().type(),
                                request.neededFrom(),
                                request.neededUntil(),
                                boundary.read(MissionPosts.MODEL, request.mission()),
                                boundary.readAmended(ReservedPosts.MODEL, request.mission(), amendment))
                        .map(details -> Decision.rejected(RefusalCode.NO_CEILING, details)));
    }

    private boolean isOffered(RequestRecord request, String volunteer) {
        return request.holder()
                .flatMap(holder -> boundary.read(OfferRecord.MODEL, holder.assignment()))
                .filter(offer -> offer.volunteer().equals(volunteer))
                .isPresent();
    }

    private Optional<Decision> restsOn(boolean later) {
        return later ? Optional.of(Decision.rejected(RefusalCode.LATER_RECORDS, Map.of("doa", doa))) : Optional.empty();
    }

    private static Decision noFunding(LocalDate until, LocalDate neededFrom) {
        return Decision.rejected(
                RefusalCode.NO_FUNDING, Map.of("fundedUntil", until.toString(), "neededFrom", neededFrom.toString()));
    }
}
