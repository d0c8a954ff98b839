package org.muster.commandside.domain.mission.opendutystation;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.mission.OpenDutyStation;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.DutyStation;
import org.muster.commandside.domain.model.Mission;
import org.muster.events.mission.DutyStationOpened;

/** A duty station lies in a country of its mission, and its identifier is used once among all missions. */
public final class OpenDutyStationDecider implements Decider<OpenDutyStation> {

    @Override
    public Decision decide(OpenDutyStation command, Boundary boundary) {
        return decide(
                command,
                boundary.read(Mission.MODEL, command.mission()),
                boundary.read(DutyStation.MODEL, command.station()));
    }

    static Decision decide(OpenDutyStation command, Optional<Mission> known, Optional<DutyStation> station) {
        if (known.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_MISSION, Map.of("mission", command.mission()));
        }
        Mission mission = known.get();
        if (mission.isClosedBefore(command.openedOn())) {
            return Decision.rejected(
                    RefusalCode.MISSION_CLOSED,
                    Map.of(
                            "mission", mission.acronym(),
                            "closedOn", mission.furthestPhaseBegan().toString()));
        }
        if (station.isPresent()) {
            return Decision.rejected(
                    RefusalCode.STATION_IN_USE,
                    Map.of(
                            "station",
                            command.station(),
                            "mission",
                            station.get().mission()));
        }
        if (!mission.countries().contains(command.country())) {
            return Decision.rejected(
                    RefusalCode.OUTSIDE_AREA, Map.of("country", command.country(), "area", mission.countries()));
        }
        return Decision.accepted(new DutyStationOpened(
                command.station(), command.mission(), command.name(), command.country(), command.openedOn()));
    }
}
