package org.muster.commandside.domain.rule.amendment;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Amendment;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.AuthorizedStrength;
import org.muster.commandside.domain.model.MissionPosts;
import org.muster.commandside.domain.model.recruitment.ReservedPosts;
import org.muster.commandside.domain.rule.Vacancy;
import org.muster.events.BudgetPeriod;
import org.muster.events.VolunteerType;
import org.muster.events.correction.CorrectionEvent;

/**
 * A decision about posts is amended. As a revision may lie below what is encumbered (X10), so may a corrected one; but the first
 * authorization of a period cannot be taken away from under a revision, or from under posts that are taken (X2).
 *
 * @param day from when it holds, if the amendment is recorded
 * @param first whether it is the authorization and no revision
 */
record AmendedStrength(
        String mission, BudgetPeriod period, LocalDate day, boolean first, Amendment amendment, Boundary boundary) {

    Decision decide(CorrectionEvent event) {
        MissionPosts posts = boundary.readAmended(MissionPosts.MODEL, mission, amendment);
        if (day.isAfter(period.to())) {
            return Decision.rejected(
                    RefusalCode.DATE_OUT_OF_ORDER,
                    Map.of("revisedOn", day.toString(), "notAfter", period.to().toString()));
        }
        List<AuthorizedStrength> strengths = posts.authorizedWithin(period.from(), period.to());
        if (strengths.stream().anyMatch(strength -> strength.international() < 0 || strength.national() < 0)) {
            return Decision.rejected(RefusalCode.NEGATIVE);
        }
        Optional<Decision> rests = first && amendment.annulled() ? restsOnTheFirst(posts) : Optional.empty();
        if (rests.isPresent()) {
            return rests.get();
        }
        return Decision.accepted(List.of(event), posts.overStrength(period));
    }

    private Optional<Decision> restsOnTheFirst(MissionPosts posts) {
        return posts.isAuthorized(period)
                ? Optional.of(Decision.rejected(
                        RefusalCode.LATER_RECORDS,
                        Map.of("mission", mission, "from", period.from().toString())))
                : taken(posts);
    }

    private Optional<Decision> taken(MissionPosts posts) {
        ReservedPosts reserved = boundary.read(ReservedPosts.MODEL, mission);
        return Stream.of(VolunteerType.values())
                .map(type -> Vacancy.taken(mission, type, period, posts, reserved))
                .flatMap(Optional::stream)
                .map(details -> Decision.rejected(RefusalCode.CEILING_REACHED, details))
                .findFirst();
    }
}
