package org.muster.commandside.domain.mission.closemission;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.mission.CloseMission;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.MissionPosts;
import org.muster.commandside.domain.model.recruitment.ReservedPosts;
import org.muster.events.mission.MissionClosed;
import org.muster.events.mission.MissionPhase;

/**
 * Rule X4: a mission is closed from its liquidation and only when nobody's service reaches beyond the day of closure.
 * Who serves up to and including that day does not stand in the way; a post that is still reserved for a request does.
 *
 * <p>Promise: a deployment and a closure never both succeed. It survives that they are decided at the same time on
 * different nodes, because this boundary holds the mission's deployments and a deployment's boundary holds its phases:
 * whichever is recorded second is retried.
 */
public final class CloseMissionDecider implements Decider<CloseMission> {

    @Override
    public Decision decide(CloseMission command, Boundary boundary) {
        return decide(
                command,
                boundary.read(Mission.MODEL, command.mission()),
                boundary.read(MissionPosts.MODEL, command.mission()),
                boundary.read(ReservedPosts.MODEL, command.mission()));
    }

    static Decision decide(CloseMission command, Optional<Mission> known, MissionPosts posts, ReservedPosts reserved) {
        if (known.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_MISSION, Map.of("mission", command.mission()));
        }
        Mission mission = known.get();
        if (mission.furthestPhase() == MissionPhase.CLOSED) {
            return Decision.rejected(
                    RefusalCode.ALREADY_CLOSED,
                    Map.of(
                            "mission", mission.acronym(),
                            "closedOn", mission.furthestPhaseBegan().toString()));
        }
        if (mission.furthestPhase() != MissionPhase.LIQUIDATION) {
            return Decision.rejected(
                    RefusalCode.WRONG_PHASE,
                    Map.of(
                            "mission",
                            mission.acronym(),
                            "phase",
                            mission.furthestPhase().name()));
        }
        if (command.closedOn().isBefore(mission.furthestPhaseBegan())) {
            return Decision.rejected(
                    RefusalCode.DATE_OUT_OF_ORDER,
                    Map.of(
                            "closedOn", command.closedOn().toString(),
                            "notBefore", mission.furthestPhaseBegan().toString()));
        }
        int open = posts.assignmentsBeyond(command.closedOn());
        if (open > 0) {
            return Decision.rejected(RefusalCode.OPEN_ASSIGNMENTS, Map.of("mission", mission.acronym(), "count", open));
        }
        int reservations = reserved.open().size();
        if (reservations > 0) {
            return Decision.rejected(
                    RefusalCode.RESERVATIONS_OPEN, Map.of("mission", mission.acronym(), "count", reservations));
        }
        return Decision.accepted(new MissionClosed(command.mission(), command.closedOn()));
    }
}
