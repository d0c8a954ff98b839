package org.muster.commandside.domain.mission.authorizevolunteerstrength;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.mission.AuthorizeVolunteerStrength;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.MissionPosts;
import org.muster.events.BudgetPeriod;
import org.muster.events.mission.VolunteerStrengthAuthorized;

/**
 * Posts are authorized once for each budget period; periods of a mission do not overlap, and a period that ends before it
 * begins overlaps everything.
 *
 * <p>A new period may authorize fewer posts than are filled into it: like a cut (rule X10) that is recorded, with a
 * warning.
 */
public final class AuthorizeVolunteerStrengthDecider implements Decider<AuthorizeVolunteerStrength> {

    @Override
    public Decision decide(AuthorizeVolunteerStrength command, Boundary boundary) {
        return decide(
                command,
                boundary.read(Mission.MODEL, command.mission()),
                boundary.read(MissionPosts.MODEL, command.mission()));
    }

    static Decision decide(AuthorizeVolunteerStrength command, Optional<Mission> known, MissionPosts posts) {
        if (known.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_MISSION, Map.of("mission", command.mission()));
        }
        Mission mission = known.get();
        if (mission.isClosedBefore(command.period().from())) {
            return Decision.rejected(
                    RefusalCode.MISSION_CLOSED,
                    Map.of(
                            "mission", mission.acronym(),
                            "closedOn", mission.furthestPhaseBegan().toString()));
        }
        if (command.international() < 0 || command.national() < 0) {
            return Decision.rejected(
                    RefusalCode.NEGATIVE,
                    Map.of("international", command.international(), "national", command.national()));
        }
        BudgetPeriod period = command.period();
        Optional<BudgetPeriod> overlapped =
                period.from().isAfter(period.to()) ? Optional.of(period) : posts.overlapping(period);
        if (overlapped.isPresent()) {
            return Decision.rejected(
                    RefusalCode.PERIOD_OVERLAP,
                    Map.of(
                            "from", overlapped.get().from().toString(),
                            "to", overlapped.get().to().toString()));
        }
        return new Decision.Accepted(
                List.of(new VolunteerStrengthAuthorized(
                        command.mission(), period, command.international(), command.national(), command.document())),
                posts.overStrength(period, period.from(), command.international(), command.national()));
    }
}
