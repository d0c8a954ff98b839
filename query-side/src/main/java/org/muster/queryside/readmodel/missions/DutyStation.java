package org.muster.queryside.readmodel.missions;

import java.time.LocalDate;
import org.muster.readmodels.Row;

/**
 * A duty station of a mission.
 *
 * @param name the place
 * @param country the country it lies in
 * @param openedOn the first day
 */
public record DutyStation(Key key, String name, String country, LocalDate openedOn) implements Row<DutyStation.Key> {

    /** @param station the duty station's identifier */
    public record Key(String mission, String station) {}
}
