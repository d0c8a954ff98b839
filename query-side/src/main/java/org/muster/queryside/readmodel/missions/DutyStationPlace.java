package org.muster.queryside.readmodel.missions;

import java.time.LocalDate;
import org.muster.readmodels.Row;

/**
 * Where a duty station lies from a day on; the row of the latest day holds.
 *
 * @param name the place
 * @param country the country it lies in
 */
public record DutyStationPlace(Key key, String name, String country) implements Row<DutyStationPlace.Key> {

    /** What a later record of the same day replaces. */
    public record Key(String mission, String station, LocalDate fromOn) {}
}
