package org.muster.commandside.domain.automation.declarereadytoclose;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.automation.DeclareReadyToClose;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.MissionPosts;
import org.muster.commandside.domain.model.notice.MissionNotices;
import org.muster.commandside.domain.model.recruitment.ReservedPosts;
import org.muster.events.automation.MissionReadyToClose;
import org.muster.events.mission.MissionPhase;

/**
 * A mission in liquidation is ready to close once nobody serves in it and no post is reserved (X4). That is said once, until
 * somebody enters it again; a person closes it.
 */
public final class DeclareReadyToCloseDecider implements Decider<DeclareReadyToClose> {

    @Override
    public Decision decide(DeclareReadyToClose command, Boundary boundary) {
        return decide(
                command,
                boundary.read(Mission.MODEL, command.mission()),
                boundary.read(MissionPosts.MODEL, command.mission()),
                boundary.read(ReservedPosts.MODEL, command.mission()),
                boundary.read(MissionNotices.MODEL, command.mission()));
    }

    static Decision decide(
            DeclareReadyToClose command,
            Optional<Mission> known,
            MissionPosts posts,
            ReservedPosts reserved,
            MissionNotices notices) {
        if (known.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_MISSION, Map.of("mission", command.mission()));
        }
        Mission mission = known.get();
        if (mission.closedOn().isPresent() || mission.phaseOn(command.readyOn()) != MissionPhase.LIQUIDATION) {
            return Decision.rejected(
                    RefusalCode.WRONG_PHASE,
                    Map.of(
                            "mission",
                            mission.acronym(),
                            "phase",
                            mission.furthestPhase().name()));
        }
        int open = posts.assignmentsBeyond(command.readyOn().minusDays(1));
        if (open > 0) {
            return Decision.rejected(RefusalCode.OPEN_ASSIGNMENTS, Map.of("mission", mission.acronym(), "count", open));
        }
        if (!reserved.open().isEmpty()) {
            return Decision.rejected(
                    RefusalCode.RESERVATIONS_OPEN,
                    Map.of(
                            "mission",
                            mission.acronym(),
                            "count",
                            reserved.open().size()));
        }
        if (notices.readyToClose()) {
            return Decision.rejected(RefusalCode.NO_CHANGE, Map.of("mission", mission.acronym()));
        }
        return Decision.accepted(new MissionReadyToClose(command.mission(), command.readyOn()));
    }
}
