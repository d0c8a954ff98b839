package org.muster.commands.mission;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;

/**
 * Opens a duty station in the mission area.
 *
 * @param station the duty station's identifier, for instance UNTAC-PHNOM-PENH
 * @param mission the acronym, for instance UNTAC
 * @param name the place
 * @param country the country it lies in
 * @param openedOn the first day
 */
@RefusedWith({
    RefusalCode.UNKNOWN_MISSION,
    RefusalCode.MISSION_CLOSED,
    RefusalCode.OUTSIDE_AREA,
    RefusalCode.STATION_IN_USE
})
public record OpenDutyStation(
        @Text(pattern = Text.IDENTIFIER, max = 64) String station,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        @Text(max = 120) String name,
        @Text(pattern = Text.COUNTRY, max = 3) String country,
        LocalDate openedOn)
        implements MissionCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.mission(mission), Tag.station(station));
    }
}
