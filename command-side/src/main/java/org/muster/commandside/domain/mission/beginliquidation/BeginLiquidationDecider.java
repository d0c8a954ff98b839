package org.muster.commandside.domain.mission.beginliquidation;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.mission.BeginLiquidation;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.MissionPhase;
import org.muster.events.mission.LiquidationBegun;

/**
 * Liquidation follows the drawdown. A mission whose mandate was ended goes there without one: many missions closed on
 * the very day on which their mandate ended, and no drawdown is on record for them.
 */
public final class BeginLiquidationDecider implements Decider<BeginLiquidation> {

    @Override
    public Decision decide(BeginLiquidation command, Boundary boundary) {
        return decide(command, boundary.read(Mission.MODEL, command.mission()));
    }

    static Decision decide(BeginLiquidation command, Optional<Mission> known) {
        if (known.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_MISSION, Map.of("mission", command.mission()));
        }
        Mission mission = known.get();
        boolean withoutDrawdown = mission.phase() == MissionPhase.ACTIVE
                && mission.mandateEndedOn().isPresent();
        if (mission.phase() != MissionPhase.DRAWDOWN && !withoutDrawdown) {
            return Decision.rejected(
                    RefusalCode.WRONG_PHASE,
                    Map.of(
                            "mission",
                            mission.acronym(),
                            "phase",
                            mission.phase().name()));
        }
        // Without a drawdown it is the end of the mandate that opens the way.
        LocalDate notBefore = withoutDrawdown ? mission.mandateEndedOn().get() : mission.phaseBegan();
        if (command.begunOn().isBefore(notBefore)) {
            return Decision.rejected(
                    RefusalCode.DATE_OUT_OF_ORDER,
                    Map.of("begunOn", command.begunOn().toString(), "notBefore", notBefore.toString()));
        }
        return Decision.accepted(new LiquidationBegun(command.mission(), command.begunOn()));
    }
}
