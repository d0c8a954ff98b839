package org.muster.commandside.domain.mission.startmission;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.mission.StartMission;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.Mission;
import org.muster.events.mission.MissionPhase;
import org.muster.events.mission.MissionStarted;

/**
 * A planned mission starts on or after the day on which its mandate does.
 *
 * <p>Not so a mission that is a historical record: advance teams were in the field before the mandate's date, and what
 * happened is recorded as it happened.
 */
public final class StartMissionDecider implements Decider<StartMission> {

    @Override
    public Decision decide(StartMission command, Boundary boundary) {
        return decide(command, boundary.read(Mission.MODEL, command.mission()));
    }

    static Decision decide(StartMission command, Optional<Mission> known) {
        if (known.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_MISSION, Map.of("mission", command.mission()));
        }
        Mission mission = known.get();
        if (mission.furthestPhase() != MissionPhase.PLANNED) {
            return Decision.rejected(
                    RefusalCode.WRONG_PHASE,
                    Map.of(
                            "mission",
                            mission.acronym(),
                            "phase",
                            mission.furthestPhase().name()));
        }
        if (command.startedOn().isBefore(mission.startsOn()) && !mission.imported()) {
            return Decision.rejected(
                    RefusalCode.DATE_OUT_OF_ORDER,
                    Map.of(
                            "startedOn", command.startedOn().toString(),
                            "notBefore", mission.startsOn().toString()));
        }
        return Decision.accepted(new MissionStarted(command.mission(), command.startedOn()));
    }
}
