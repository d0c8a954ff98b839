package org.muster.commandside.domain.rule;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.Mission;
import org.muster.events.mission.MissionPhase;

/**
 * Rule X3: volunteers enter an ACTIVE mission; only its liquidation team enters one in DRAWDOWN or LIQUIDATION. The phase on the
 * day decides, also where a later one is on record; but once a closure is on record nobody enters on any day (X4).
 */
public final class OpenMission {

    private OpenMission() {}

    /** Why nobody enters the mission on a day; empty if it is open. */
    public static Optional<Decision> refusal(
            RefusalCode code, Mission mission, LocalDate day, boolean liquidationTeam) {
        MissionPhase phase = mission.phaseOn(day);
        boolean open = phase == MissionPhase.ACTIVE
                || liquidationTeam && (phase == MissionPhase.DRAWDOWN || phase == MissionPhase.LIQUIDATION);
        if (open && mission.closedOn().isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> details = new HashMap<>(Map.of("mission", mission.acronym(), "phase", phase.name()));
        mission.startedOn().ifPresent(on -> details.put("startedOn", on.toString()));
        mission.closedOn().ifPresent(on -> details.put("closedOn", on.toString()));
        return Optional.of(Decision.rejected(code, details));
    }
}
