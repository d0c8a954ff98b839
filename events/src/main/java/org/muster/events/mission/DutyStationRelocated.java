package org.muster.events.mission;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * A duty station moved to another place in the mission area.
 *
 * @param station the duty station's identifier, for instance UNTAC-PHNOM-PENH
 * @param mission the acronym, for instance UNTAC
 * @param name the place
 * @param country the country it lies in
 * @param relocatedOn the first day there
 */
@EventName("muster.mission.duty-station-relocated")
@Correctable({"name", "country", "relocatedOn"})
public record DutyStationRelocated(
        @Text(pattern = Text.IDENTIFIER, max = 64) String station,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        @Text(max = 120) String name,
        @Text(pattern = Text.COUNTRY, max = 3) String country,
        LocalDate relocatedOn)
        implements MissionEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject(), Tag.station(station));
    }

    @Override
    public LocalDate effectiveOn() {
        return relocatedOn;
    }
}
