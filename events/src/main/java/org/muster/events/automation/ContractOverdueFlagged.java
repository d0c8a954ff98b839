package org.muster.events.automation;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.EventName;
import org.muster.catalog.RecordedForGood;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * A contract is over, was not extended, and the assignment is still open.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param assignment the assignment's identifier
 * @param mission where the volunteer serves
 * @param contractEndsOn the last day of the contract
 * @param flaggedOn the first day without one
 */
@EventName("muster.volunteer.contract-overdue-flagged")
@RecordedForGood("it says what Muster did on that day")
public record ContractOverdueFlagged(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        LocalDate contractEndsOn,
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
