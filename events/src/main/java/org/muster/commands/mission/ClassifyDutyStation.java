package org.muster.commands.mission;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;
import org.muster.events.mission.HardshipClass;

/**
 * Classifies a duty station from a day on.
 *
 * @param station the duty station's identifier, for instance UNTAC-PHNOM-PENH
 * @param mission the acronym, for instance UNTAC
 * @param hardshipClass by the International Civil Service Commission
 * @param familyStation whether families may live there
 * @param restCycleWeeks the cycle of rest and recuperation, in weeks; absent where there is none
 * @param classifiedOn the first day
 */
@RefusedWith({
    RefusalCode.UNKNOWN_STATION,
    RefusalCode.STATION_CLOSED,
    RefusalCode.INVALID_CLASS,
    RefusalCode.DATE_OUT_OF_ORDER
})
public record ClassifyDutyStation(
        @Text(pattern = Text.IDENTIFIER, max = 64) String station,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        HardshipClass hardshipClass,
        boolean familyStation,
        Optional<Integer> restCycleWeeks,
        LocalDate classifiedOn)
        implements MissionCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.mission(mission), Tag.station(station));
    }
}
