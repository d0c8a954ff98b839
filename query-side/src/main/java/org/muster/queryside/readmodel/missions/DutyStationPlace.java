package org.muster.queryside.readmodel.missions;

import java.time.LocalDate;
import org.muster.readmodels.Row;

/**
 * Where a duty station lies from a day on; the row of the latest day holds.
 *
 * @param fromOn the first day
 * @param name the place
 * @param country the country it lies in
 */
public record DutyStationPlace(Key key, LocalDate fromOn, String name, String country)
        implements Row<DutyStationPlace.Key> {

    /**
     * Each record is a row of its own, so that it can be corrected; of one day the one recorded last holds.
     *
     * @param position of the event that recorded it
     */
    public record Key(String mission, String station, long position) {}
}
