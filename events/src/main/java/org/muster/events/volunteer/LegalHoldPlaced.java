package org.muster.events.volunteer;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.EventName;
import org.muster.catalog.RecordedForGood;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * Personal data of a volunteer must be kept for a proceeding.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param hold the hold's identifier
 * @param placedOn the first day
 */
@EventName("muster.volunteer.legal-hold-placed")
@RecordedForGood("LiftLegalHold ends it, and what was protected until then was protected")
public record LegalHoldPlaced(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        @Text(pattern = Text.IDENTIFIER, max = 64) String hold,
        LocalDate placedOn)
        implements VolunteerEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject());
    }

    @Override
    public LocalDate effectiveOn() {
        return placedOn;
    }
}
