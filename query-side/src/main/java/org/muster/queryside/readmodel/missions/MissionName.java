package org.muster.queryside.readmodel.missions;

import java.time.LocalDate;
import org.muster.readmodels.Row;

/**
 * What a mission is called from a day on; the row of the latest day holds.
 *
 * @param fromOn the first day
 * @param acronym the acronym from then on
 * @param name the full name from then on
 */
public record MissionName(Key key, LocalDate fromOn, String acronym, String name) implements Row<MissionName.Key> {

    /**
     * Each record is a row of its own, so that it can be corrected; of one day the one recorded last holds.
     *
     * @param mission the acronym at the establishment
     * @param position of the event that recorded it
     */
    public record Key(String mission, long position) {}
}
