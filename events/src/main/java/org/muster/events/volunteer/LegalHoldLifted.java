package org.muster.events.volunteer;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.EventName;
import org.muster.catalog.RecordedForGood;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * Personal data of a volunteer need not be kept for a proceeding any more.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param hold the hold's identifier
 * @param liftedOn the first day without it
 */
@EventName("muster.volunteer.legal-hold-lifted")
@RecordedForGood("PlaceLegalHold begins it anew, and what was erased in between is erased")
public record LegalHoldLifted(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        @Text(pattern = Text.IDENTIFIER, max = 64) String hold,
        LocalDate liftedOn)
        implements VolunteerEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject());
    }

    @Override
    public LocalDate effectiveOn() {
        return liftedOn;
    }
}
