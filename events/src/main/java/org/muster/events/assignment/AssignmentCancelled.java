package org.muster.events.assignment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * An assignment was cancelled before the entry on duty; the post stays reserved for its request.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param assignment the assignment's identifier
 * @param doa the request that it answered
 * @param mission the acronym of the mission, for instance UNTAC
 * @param cancelledOn the day of the cancellation
 */
@EventName("muster.volunteer.assignment-cancelled")
@Correctable("cancelledOn")
public record AssignmentCancelled(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment,
        @Text(pattern = Text.IDENTIFIER, max = 64) String doa,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        LocalDate cancelledOn)
        implements AssignmentEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject(), Tag.assignment(assignment), Tag.doa(doa), Tag.mission(mission));
    }

    @Override
    public LocalDate effectiveOn() {
        return cancelledOn;
    }
}
