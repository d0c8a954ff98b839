package org.muster.events.mission;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * The mandate was extended to a later expiry.
 *
 * @param mission the acronym, for instance UNTAC
 * @param instrument what decided it, for instance S/RES/745
 * @param adoptedOn when the extension was adopted
 * @param newExpiry the new last day of the mandate
 */
@EventName("muster.mission.mandate-extended")
@Correctable({"instrument", "adoptedOn", "newExpiry"})
public record MandateExtended(
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        @Text(max = 120) String instrument,
        LocalDate adoptedOn,
        LocalDate newExpiry)
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
