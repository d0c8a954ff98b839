package org.muster.commandside.domain.mission.revisevolunteerstrength;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.mission.ReviseVolunteerStrength;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.MissionPosts;
import org.muster.events.BudgetPeriod;
import org.muster.events.mission.VolunteerStrengthRevised;

/**
 * The posts of a budget period are changed, in either direction, from a day of the period on; a revision from before the period
 * holds from its first day. Revisions may be recorded in any order: on a day the one with the latest day holds.
 *
 * <p>Rule X10: a cut below what is encumbered is the Assembly's decision and as such an event. It is recorded, with a
 * warning; from then on rule X2 refuses every new deployment until enough assignments have ended.
 */
public final class ReviseVolunteerStrengthDecider implements Decider<ReviseVolunteerStrength> {

    @Override
    public Decision decide(ReviseVolunteerStrength command, Boundary boundary) {
        return decide(
                command,
                boundary.read(Mission.MODEL, command.mission()),
                boundary.read(MissionPosts.MODEL, command.mission()));
    }

    static Decision decide(ReviseVolunteerStrength command, Optional<Mission> known, MissionPosts posts) {
        if (known.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_MISSION, Map.of("mission", command.mission()));
        }
        Mission mission = known.get();
        if (mission.isClosedBefore(command.revisedOn())) {
            return Decision.rejected(
                    RefusalCode.MISSION_CLOSED,
                    Map.of(
                            "mission", mission.acronym(),
                            "closedOn", mission.furthestPhaseBegan().toString()));
        }
        BudgetPeriod period = command.period();
        if (!posts.isAuthorized(period)) {
            return Decision.rejected(
                    RefusalCode.UNKNOWN_PERIOD,
                    Map.of(
                            "mission", mission.acronym(),
                            "from", period.from().toString(),
                            "to", period.to().toString()));
        }
        if (command.international() < 0 || command.national() < 0) {
            return Decision.rejected(
                    RefusalCode.NEGATIVE,
                    Map.of("international", command.international(), "national", command.national()));
        }
        if (command.revisedOn().isAfter(period.to())) {
            return Decision.rejected(
                    RefusalCode.DATE_OUT_OF_ORDER,
                    Map.of(
                            "revisedOn", command.revisedOn().toString(),
                            "notAfter", period.to().toString()));
        }
        return new Decision.Accepted(
                List.of(new VolunteerStrengthRevised(
                        command.mission(),
                        period,
                        command.international(),
                        command.national(),
                        command.document(),
                        command.revisedOn())),
                posts.overStrength(period, command.revisedOn(), command.international(), command.national()));
    }
}
