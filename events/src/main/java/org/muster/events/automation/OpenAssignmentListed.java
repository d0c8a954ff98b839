package org.muster.events.automation;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.muster.catalog.EventName;
import org.muster.catalog.RecordedForGood;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * An assignment was open when its mission began to draw down: people must end it, transfer it, or keep it in the liquidation
 * team.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param assignment the assignment's identifier
 * @param mission where the volunteer serves
 * @param proposal what is proposed
 * @param contractEndsOn the last day of the contract, where it is on record
 * @param drawdownOn the first day of the drawdown
 */
@EventName("muster.volunteer.open-assignment-listed")
@RecordedForGood("it says what Muster did on that day")
public record OpenAssignmentListed(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        AssignmentProposal proposal,
        Optional<LocalDate> contractEndsOn,
        LocalDate drawdownOn)
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
        return drawdownOn;
    }
}
