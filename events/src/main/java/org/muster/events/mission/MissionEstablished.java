package org.muster.events.mission;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * A mission was established by its mandate; it is PLANNED until it starts.
 *
 * @param mission the acronym, for instance UNTAC
 * @param name the full name
 * @param countries where it operates: ISO 3166-1 alpha-3 codes, and XKX for Kosovo; at least one
 * @param kind what kind of operation
 * @param leadDepartment who leads it at the start
 * @param instrument what decided it, for instance S/RES/745
 * @param adoptedOn when the instrument was adopted
 * @param startsOn when the mandate starts
 * @param expiresOn when the mandate expires; absent where it is open-ended
 * @param imported whether this is a historical record from an import
 */
@EventName("muster.mission.established")
@Correctable(
        value = {"name", "leadDepartment", "instrument", "startsOn", "expiresOn"},
        annullable = false)
public record MissionEstablished(
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        @Text(max = 200) String name,
        @Text(pattern = Text.COUNTRY, max = 3) List<String> countries,
        MissionKind kind,
        LeadDepartment leadDepartment,
        @Text(max = 120) String instrument,
        LocalDate adoptedOn,
        LocalDate startsOn,
        Optional<LocalDate> expiresOn,
        boolean imported)
        implements MissionEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject());
    }

    @Override
    public LocalDate effectiveOn() {
        return adoptedOn;
    }
}
