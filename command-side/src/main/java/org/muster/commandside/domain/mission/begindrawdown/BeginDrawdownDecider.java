package org.muster.commandside.domain.mission.begindrawdown;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.mission.BeginDrawdown;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.MissionPhase;
import org.muster.events.mission.DrawdownBegun;

/** An active mission begins to draw down, not before it started; whether its mandate has ended does not matter. */
public final class BeginDrawdownDecider implements Decider<BeginDrawdown> {

    @Override
    public Decision decide(BeginDrawdown command, Boundary boundary) {
        return decide(command, boundary.read(Mission.MODEL, command.mission()));
    }

    static Decision decide(BeginDrawdown command, Optional<Mission> known) {
        if (known.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_MISSION, Map.of("mission", command.mission()));
        }
        Mission mission = known.get();
        if (mission.phase() != MissionPhase.ACTIVE) {
            return Decision.rejected(
                    RefusalCode.WRONG_PHASE,
                    Map.of(
                            "mission",
                            mission.acronym(),
                            "phase",
                            mission.phase().name()));
        }
        if (command.begunOn().isBefore(mission.phaseBegan())) {
            return Decision.rejected(
                    RefusalCode.DATE_OUT_OF_ORDER,
                    Map.of(
                            "begunOn", command.begunOn().toString(),
                            "notBefore", mission.phaseBegan().toString()));
        }
        return Decision.accepted(new DrawdownBegun(command.mission(), command.begunOn()));
    }
}
