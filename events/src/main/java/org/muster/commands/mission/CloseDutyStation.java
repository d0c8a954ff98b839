package org.muster.commands.mission;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;

/**
 * Closes a duty station where nobody serves after the day.
 *
 * @param station the duty station's identifier, for instance UNTAC-PHNOM-PENH
 * @param mission the acronym, for instance UNTAC
 * @param closedOn the last day on which it is open
 */
@RefusedWith({
    RefusalCode.UNKNOWN_STATION,
    RefusalCode.STATION_CLOSED,
    RefusalCode.OCCUPIED,
    RefusalCode.DATE_OUT_OF_ORDER
})
public record CloseDutyStation(
        @Text(pattern = Text.IDENTIFIER, max = 64) String station,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        LocalDate closedOn)
        implements MissionCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.mission(mission), Tag.station(station));
    }
}
