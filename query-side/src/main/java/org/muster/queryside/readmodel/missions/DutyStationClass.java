package org.muster.queryside.readmodel.missions;

import java.time.LocalDate;
import java.util.Optional;
import org.muster.events.mission.HardshipClass;
import org.muster.readmodels.Row;

/**
 * The conditions of service at a duty station from a day on; the row of the latest day holds.
 *
 * @param restCycleWeeks the cycle of rest and recuperation, in weeks; empty where there is none
 */
public record DutyStationClass(
        Key key, HardshipClass hardshipClass, boolean familyStation, Optional<Integer> restCycleWeeks)
        implements Row<DutyStationClass.Key> {

    /** What a later record of the same day replaces. */
    public record Key(String mission, String station, LocalDate fromOn) {}
}
