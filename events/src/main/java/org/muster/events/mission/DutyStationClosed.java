package org.muster.events.mission;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * A duty station was closed.
 *
 * @param station the duty station's identifier, for instance UNTAC-PHNOM-PENH
 * @param mission the acronym, for instance UNTAC
 * @param closedOn the last day on which it is open
 */
@EventName("muster.mission.duty-station-closed")
@Correctable("closedOn")
public record DutyStationClosed(
        @Text(pattern = Text.IDENTIFIER, max = 64) String station,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        LocalDate closedOn)
        implements MissionEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject(), Tag.station(station));
    }

    @Override
    public LocalDate effectiveOn() {
        return closedOn;
    }
}
