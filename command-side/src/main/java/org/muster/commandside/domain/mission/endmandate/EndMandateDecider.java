package org.muster.commandside.domain.mission.endmandate;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.mission.EndMandate;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.MissionPosts;
import org.muster.events.mission.MandateEnded;
import org.muster.events.mission.MissionPhase;

/**
 * A mandate ends once, while the mission is in the field: ACTIVE or in DRAWDOWN.
 *
 * <p>The last day may lie before the drawdown began, as a mission often draws down from the day after its mandate; it
 * may not lie before the mission's start.
 */
public final class EndMandateDecider implements Decider<EndMandate> {

    @Override
    public Decision decide(EndMandate command, Boundary boundary) {
        return decide(
                command,
                boundary.read(Mission.MODEL, command.mission()),
                boundary.read(MissionPosts.MODEL, command.mission()));
    }

    static Decision decide(EndMandate command, Optional<Mission> known, MissionPosts posts) {
        if (known.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_MISSION, Map.of("mission", command.mission()));
        }
        Mission mission = known.get();
        if (mission.furthestPhase() != MissionPhase.ACTIVE && mission.furthestPhase() != MissionPhase.DRAWDOWN) {
            return Decision.rejected(
                    RefusalCode.WRONG_PHASE,
                    Map.of(
                            "mission",
                            mission.acronym(),
                            "phase",
                            mission.furthestPhase().name()));
        }
        if (mission.mandateEndedOn().isPresent()) {
            return Decision.rejected(
                    RefusalCode.WRONG_PHASE,
                    Map.of(
                            "mission", mission.acronym(),
                            "phase", mission.furthestPhase().name(),
                            "mandateEndedOn", mission.mandateEndedOn().get().toString()));
        }
        LocalDate startedOn = mission.startedOn().orElse(mission.startsOn());
        if (command.endedOn().isBefore(startedOn)) {
            return Decision.rejected(
                    RefusalCode.DATE_OUT_OF_ORDER,
                    Map.of("endedOn", command.endedOn().toString(), "notBefore", startedOn.toString()));
        }
        return Decision.accepted(
                List.of(new MandateEnded(command.mission(), command.endedOn())),
                posts.contradictedFrom(command.mission(), command.endedOn().plusDays(1)));
    }
}
