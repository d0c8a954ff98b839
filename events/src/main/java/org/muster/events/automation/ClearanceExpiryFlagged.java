package org.muster.events.automation;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.EventName;
import org.muster.catalog.RecordedForGood;
import org.muster.catalog.Text;
import org.muster.events.Tag;
import org.muster.events.recruitment.ClearanceKind;

/**
 * A clearance expired before the entry on duty. The volunteer cannot be deployed in this assignment until it is renewed.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param assignment the assignment's identifier
 * @param mission where the volunteer is to serve
 * @param kind what the volunteer is no longer cleared for
 * @param validUntil the last day on which the clearance was valid
 * @param flaggedOn the first day without it
 */
@EventName("muster.volunteer.clearance-expiry-flagged")
@RecordedForGood("it says what Muster did on that day")
public record ClearanceExpiryFlagged(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        ClearanceKind kind,
        LocalDate validUntil,
        LocalDate flaggedOn)
        implements AutomationEvent {

    @Override
    public Tag subject() {
        return Tag.volunteer(volunteer);
    }

    @Override
    public Set<Tag> tags() {
        return Set.of(subject(), Tag.assignment(assignment), Tag.mission(mission));
    }

    @Override
    public LocalDate effectiveOn() {
        return flaggedOn;
    }
}
