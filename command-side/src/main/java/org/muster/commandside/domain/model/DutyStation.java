package org.muster.commandside.domain.model;

import java.time.LocalDate;
import java.util.Optional;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.Tag;
import org.muster.events.mission.DutyStationOpened;

/**
 * A place in a mission area where volunteers serve.
 *
 * @param station its identifier
 * @param mission whose station it is
 * @param openedOn the first day
 */
public record DutyStation(String station, String mission, LocalDate openedOn) {

    /** By the station's identifier; empty for one that is not on record. */
    public static final DecisionModel<Optional<DutyStation>> MODEL = DecisionModel.named("duty-station", 1)
            .tagged(Tag.STATION)
            .startingAt(Optional.<DutyStation>empty())
            .on(
                    DutyStationOpened.class,
                    (none, e) -> Optional.of(new DutyStation(e.station(), e.mission(), e.openedOn())));

    public boolean isOpenOn(LocalDate date) {
        return !date.isBefore(openedOn);
    }
}
