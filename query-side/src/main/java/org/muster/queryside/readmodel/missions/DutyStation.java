package org.muster.queryside.readmodel.missions;

import java.time.LocalDate;
import java.util.Optional;
import org.muster.readmodels.Row;

/**
 * A duty station of a mission; {@link DutyStationPlace} says where it lies.
 *
 * @param openedOn the first day
 * @param closedOn the last day; empty while no closure is on record
 */
public record DutyStation(Key key, LocalDate openedOn, Optional<LocalDate> closedOn) implements Row<DutyStation.Key> {

    /** @param station the duty station's identifier */
    public record Key(String mission, String station) {}

    DutyStation opened(LocalDate on) {
        return new DutyStation(key, on, closedOn);
    }

    DutyStation closed(Optional<LocalDate> on) {
        return new DutyStation(key, openedOn, on);
    }
}
