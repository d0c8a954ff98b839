package org.muster.commandside.domain.mission.closedutystation;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.mission.CloseDutyStation;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.DutyStation;
import org.muster.commandside.domain.model.StationOccupancy;
import org.muster.commandside.domain.rule.StationOnDay;
import org.muster.events.mission.DutyStationClosed;

/**
 * A duty station is closed where nobody's service lasts beyond the day. A deployment reads the station and this command reads the
 * deployments, so the two never both succeed (X5).
 */
public final class CloseDutyStationDecider implements Decider<CloseDutyStation> {

    @Override
    public Decision decide(CloseDutyStation command, Boundary boundary) {
        return decide(
                command,
                boundary.read(DutyStation.MODEL, command.station()),
                boundary.read(StationOccupancy.MODEL, command.mission()));
    }

    static Decision decide(CloseDutyStation command, Optional<DutyStation> station, StationOccupancy occupancy) {
        Optional<Decision> refusal =
                StationOnDay.refusal(command.station(), command.mission(), station, "closedOn", command.closedOn());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<Decision> closed = station.flatMap(DutyStation::closedOn)
                .map(on -> Decision.rejected(
                        RefusalCode.STATION_CLOSED, Map.of("station", command.station(), "closedOn", on.toString())));
        if (closed.isPresent()) {
            return closed.get();
        }
        int open = occupancy.open(command.station());
        if (open > 0 || occupancy.lastsBeyond(command.station(), command.closedOn())) {
            return Decision.rejected(
                    RefusalCode.OCCUPIED,
                    Map.of(
                            "station",
                            command.station(),
                            "open",
                            open,
                            "closedOn",
                            command.closedOn().toString()));
        }
        return Decision.accepted(new DutyStationClosed(command.station(), command.mission(), command.closedOn()));
    }
}
