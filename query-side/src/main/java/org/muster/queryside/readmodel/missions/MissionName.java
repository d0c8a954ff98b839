package org.muster.queryside.readmodel.missions;

import java.time.LocalDate;
import org.muster.readmodels.Row;

/**
 * What a mission is called from a day on; the row of the latest day holds.
 *
 * @param acronym the acronym from then on
 * @param name the full name from then on
 */
public record MissionName(Key key, String acronym, String name) implements Row<MissionName.Key> {

    /**
     * What a later record of the same day replaces.
     *
     * @param mission the acronym at the establishment
     */
    public record Key(String mission, LocalDate fromOn) {}
}
