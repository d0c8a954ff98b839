package org.muster.events.volunteer;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.EventName;
import org.muster.catalog.RecordedForGood;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * The first of two persons ordered that a volunteer's data be erased. Nothing is erased before a second one does.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param basis why
 * @param requestedOn the day
 * @param requester stands for the person who ordered it: tells whether the second one is another, and nothing else
 */
@EventName("muster.volunteer.erasure-requested")
@RecordedForGood("without a second person nothing follows from it")
public record ErasureRequested(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        ErasureBasis basis,
        LocalDate requestedOn,
        @Text(max = 100) String requester)
        implements VolunteerEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject());
    }

    @Override
    public LocalDate effectiveOn() {
        return requestedOn;
    }
}
