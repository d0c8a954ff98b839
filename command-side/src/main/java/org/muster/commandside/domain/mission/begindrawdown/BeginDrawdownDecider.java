package org.muster.commandside.domain.mission.begindrawdown;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.mission.BeginDrawdown;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.MissionPosts;
import org.muster.events.mission.DrawdownBegun;
import org.muster.events.mission.MissionPhase;

/** An active mission begins to draw down, not before it started; whether its mandate has ended does not matter.
 * Entries on duty from that day on, which are on record already, are named in a warning. */
public final class BeginDrawdownDecider implements Decider<BeginDrawdown> {

    @Override
    public Decision decide(BeginDrawdown command, Boundary boundary) {
        return decide(
                command,
                boundary.read(Mission.MODEL, command.mission()),
                boundary.read(MissionPosts.MODEL, command.mission()));
    }

    static Decision decide(BeginDrawdown command, Optional<Mission> known, MissionPosts posts) {
        if (known.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_MISSION, Map.of("mission", command.mission()));
        }
        Mission mission = known.get();
        if (mission.furthestPhase() != MissionPhase.ACTIVE) {
            return Decision.rejected(
                    RefusalCode.WRONG_PHASE,
                    Map.of(
                            "mission",
                            mission.acronym(),
                            "phase",
                            mission.furthestPhase().name()));
        }
        if (command.begunOn().isBefore(mission.furthestPhaseBegan())) {
            return Decision.rejected(
                    RefusalCode.DATE_OUT_OF_ORDER,
                    Map.of(
                            "begunOn", command.begunOn().toString(),
                            "notBefore", mission.furthestPhaseBegan().toString()));
        }
        return Decision.accepted(
                List.of(new DrawdownBegun(command.mission(), command.begunOn())),
                posts.contradictedFrom(command.mission(), command.begunOn()));
    }
}
