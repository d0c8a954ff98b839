package org.muster.events.mission;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * A duty station has a hardship class from a day on.
 *
 * @param station the duty station's identifier, for instance UNTAC-PHNOM-PENH
 * @param mission the acronym, for instance UNTAC
 * @param hardshipClass by the International Civil Service Commission
 * @param familyStation whether families may live there
 * @param restCycleWeeks the cycle of rest and recuperation, in weeks; absent where there is none
 * @param classifiedOn the first day
 */
@EventName("muster.mission.duty-station-classified")
@Correctable({"hardshipClass", "familyStation", "restCycleWeeks", "classifiedOn"})
public record DutyStationClassified(
        @Text(pattern = Text.IDENTIFIER, max = 64) String station,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        HardshipClass hardshipClass,
        boolean familyStation,
        Optional<Integer> restCycleWeeks,
        LocalDate classifiedOn)
        implements MissionEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject(), Tag.station(station));
    }

    @Override
    public LocalDate effectiveOn() {
        return classifiedOn;
    }
}
