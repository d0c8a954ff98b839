package org.muster.events.mission;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * A duty station was opened in the mission area.
 *
 * @param station the duty station's identifier, for instance UNTAC-PHNOM-PENH
 * @param mission the acronym, for instance UNTAC
 * @param name the place
 * @param country the country it lies in
 * @param openedOn the first day
 */
@EventName("muster.mission.duty-station-opened")
@Correctable(
        value = {"name", "country", "openedOn"},
        annullable = false)
public record DutyStationOpened(
        @Text(pattern = Text.IDENTIFIER, max = 64) String station,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        @Text(max = 120) String name,
        @Text(pattern = Text.COUNTRY, max = 3) String country,
        LocalDate openedOn)
        implements MissionEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject(), Tag.station(station));
    }

    @Override
    public LocalDate effectiveOn() {
        return openedOn;
    }
}
