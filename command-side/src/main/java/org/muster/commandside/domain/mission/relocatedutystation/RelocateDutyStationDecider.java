package org.muster.commandside.domain.mission.relocatedutystation;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.mission.RelocateDutyStation;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.DutyStation;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.rule.StationOnDay;
import org.muster.events.mission.DutyStationRelocated;

/** A duty station moves within the mission area; who serves there moves with it. */
public final class RelocateDutyStationDecider implements Decider<RelocateDutyStation> {

    @Override
    public Decision decide(RelocateDutyStation command, Boundary boundary) {
        return decide(
                command,
                boundary.read(Mission.MODEL, command.mission()),
                boundary.read(DutyStation.MODEL, command.station()));
    }

    static Decision decide(RelocateDutyStation command, Optional<Mission> mission, Optional<DutyStation> station) {
        Optional<Decision> refusal = StationOnDay.refusal(
                command.station(), command.mission(), station, "relocatedOn", command.relocatedOn());
        if (mission.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_MISSION, Map.of("mission", command.mission()));
        }
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (!mission.get().countries().contains(command.country())) {
            return Decision.rejected(
                    RefusalCode.OUTSIDE_AREA,
                    Map.of("country", command.country(), "area", mission.get().countries()));
        }
        DutyStation.Place place = new DutyStation.Place(command.name(), command.country());
        if (station.get()
                .places()
                .on(command.relocatedOn())
                .filter(place::equals)
                .isPresent()) {
            return Decision.rejected(
                    RefusalCode.NO_CHANGE, Map.of("station", command.station(), "name", command.name()));
        }
        return Decision.accepted(new DutyStationRelocated(
                command.station(), command.mission(), command.name(), command.country(), command.relocatedOn()));
    }
}
