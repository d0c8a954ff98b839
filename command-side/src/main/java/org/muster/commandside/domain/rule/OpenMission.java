package org.muster.commandside.domain.rule;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.MissionPhase;

/** Rule X3: volunteers enter an ACTIVE mission; only its liquidation team enters one in DRAWDOWN or LIQUIDATION. */
public final class OpenMission {

    private OpenMission() {}

    /** Why nobody enters the mission on a day; empty if it is open. */
    public static Optional<Decision> refusal(
            RefusalCode code, Mission mission, LocalDate day, boolean liquidationTeam) {
        boolean open = !day.isBefore(mission.phaseBegan())
                && (mission.phase() == MissionPhase.ACTIVE
                        || liquidationTeam
                                && (mission.phase() == MissionPhase.DRAWDOWN
                                        || mission.phase() == MissionPhase.LIQUIDATION));
        if (open) {
            return Optional.empty();
        }
        Map<String, Object> details = new HashMap<>(
                Map.of("mission", mission.acronym(), "phase", mission.phase().name()));
        mission.startedOn().ifPresent(on -> details.put("startedOn", on.toString()));
        return Optional.of(Decision.rejected(code, details));
    }
}
