package org.muster.commandside.domain.mission.beginliquidation;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.mission.BeginLiquidation;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.MissionPosts;
import org.muster.events.mission.LiquidationBegun;
import org.muster.events.mission.MissionPhase;

/**
 * Liquidation follows the drawdown. A mission whose mandate was ended goes there without one: many missions closed on
 * the very day on which their mandate ended, and no drawdown is on record for them.
 */
public final class BeginLiquidationDecider implements Decider<BeginLiquidation> {

    @Override
    public Decision decide(BeginLiquidation command, Boundary boundary) {
        return decide(
                command,
                boundary.read(Mission.MODEL, command.mission()),
                boundary.read(MissionPosts.MODEL, command.mission()));
    }

    static Decision decide(BeginLiquidation command, Optional<Mission> known, MissionPosts posts) {
        if (known.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_MISSION, Map.of("mission", command.mission()));
        }
        Mission mission = known.get();
        boolean withoutDrawdown = mission.furthestPhase() == MissionPhase.ACTIVE
                && mission.mandateEndedOn().isPresent();
        if (mission.furthestPhase() != MissionPhase.DRAWDOWN && !withoutDrawdown) {
            return Decision.rejected(
                    RefusalCode.WRONG_PHASE,
                    Map.of(
                            "mission",
                            mission.acronym(),
                            "phase",
                            mission.furthestPhase().name()));
        }
        // Without a drawdown it is the end of the mandate that opens the way.
        LocalDate notBefore = withoutDrawdown ? mission.mandateEndedOn().get() : mission.furthestPhaseBegan();
        if (command.begunOn().isBefore(notBefore)) {
            return Decision.rejected(
                    RefusalCode.DATE_OUT_OF_ORDER,
                    Map.of("begunOn", command.begunOn().toString(), "notBefore", notBefore.toString()));
        }
        return Decision.accepted(
                List.of(new LiquidationBegun(command.mission(), command.begunOn())),
                posts.contradictedFrom(command.mission(), command.begunOn()));
    }
}
