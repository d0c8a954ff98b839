package org.muster.events.automation;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.EventName;
import org.muster.catalog.RecordedForGood;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * The end of a contract comes near, and the assignment is open.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param assignment the assignment's identifier
 * @param mission where the volunteer serves
 * @param notice which reminder
 * @param contractEndsOn the last day of the contract
 * @param dueOn the day on which the reminder became due
 * @param daysLeft from that day to the last day of the contract
 */
@EventName("muster.volunteer.contract-reminder-issued")
@RecordedForGood("it says what Muster did on that day")
public record ContractReminderIssued(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        ContractNotice notice,
        LocalDate contractEndsOn,
        LocalDate dueOn,
        int daysLeft)
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
        return dueOn;
    }
}
