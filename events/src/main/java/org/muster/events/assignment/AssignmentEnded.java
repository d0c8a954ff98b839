package org.muster.events.assignment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Category;
import org.muster.events.Tag;

/**
 * An assignment ended. It repeats what it ends, so that a reader can count without looking the deployment up. The
 * separation is effective the day after the last day: the volunteer counts on D iff entryOnDuty &le; D &lt; separation.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param assignment the assignment's identifier
 * @param mission where the volunteer served
 * @param category as deployed
 * @param entryOnDuty as deployed
 * @param lastDay the last day of service
 * @param reason why it ended
 */
@EventName("muster.volunteer.assignment-ended")
@Correctable({"lastDay", "reason"})
public record AssignmentEnded(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        Category category,
        LocalDate entryOnDuty,
        LocalDate lastDay,
        SeparationReason reason)
        implements AssignmentEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject(), Tag.assignment(assignment), Tag.mission(mission));
    }

    @Override
    public LocalDate effectiveOn() {
        return separationOn();
    }

    /** The first day on which the volunteer no longer counts. */
    public LocalDate separationOn() {
        return lastDay.plusDays(1);
    }
}
