package org.muster.commands.mission;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;

/**
 * Moves a duty station to another place in the mission area.
 *
 * @param station the duty station's identifier, for instance UNTAC-PHNOM-PENH
 * @param mission the acronym, for instance UNTAC
 * @param name the place
 * @param country the country it lies in
 * @param relocatedOn the first day there
 */
@RefusedWith({
    RefusalCode.UNKNOWN_MISSION,
    RefusalCode.OUTSIDE_AREA,
    RefusalCode.UNKNOWN_STATION,
    RefusalCode.STATION_CLOSED,
    RefusalCode.DATE_OUT_OF_ORDER,
    RefusalCode.NO_CHANGE
})
public record RelocateDutyStation(
        @Text(pattern = Text.IDENTIFIER, max = 64) String station,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        @Text(max = 120) String name,
        @Text(pattern = Text.COUNTRY, max = 3) String country,
        LocalDate relocatedOn)
        implements MissionCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.mission(mission), Tag.station(station));
    }
}
