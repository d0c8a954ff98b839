package org.muster.queryside.readmodel.missions;

import java.time.LocalDate;
import java.util.Optional;
import org.muster.events.mission.HardshipClass;
import org.muster.readmodels.Row;

/**
 * The conditions of service at a duty station from a day on; the row of the latest day holds.
 *
 * @param fromOn the first day
 * @param restCycleWeeks the cycle of rest and recuperation, in weeks; empty where there is none
 */
public record DutyStationClass(
        Key key, LocalDate fromOn, HardshipClass hardshipClass, boolean familyStation, Optional<Integer> restCycleWeeks)
        implements Row<DutyStationClass.Key> {

    /**
     * Each record is a row of its own, so that it can be corrected; of one day the one recorded last holds.
     *
     * @param position of the event that recorded it
     */
    public record Key(String mission, String station, long position) {}
}
