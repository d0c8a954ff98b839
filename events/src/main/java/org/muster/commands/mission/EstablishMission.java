package org.muster.commands.mission;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;
import org.muster.events.mission.LeadDepartment;
import org.muster.events.mission.MissionKind;

/**
 * Enters a mission by its mandate.
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
 * @param imported a historical record; only a caller with the import scope may set it
 */
@RefusedWith({RefusalCode.ACRONYM_IN_USE, RefusalCode.START_BEFORE_ADOPTION, RefusalCode.DATE_OUT_OF_ORDER})
public record EstablishMission(
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
        implements MissionCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.mission(mission));
    }
}
