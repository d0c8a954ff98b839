package org.muster.events.assignment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Category;
import org.muster.events.Tag;

/**
 * A volunteer died in service. The separation is effective the day after, so the volunteer counts on that day.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param assignment the assignment's identifier
 * @param mission the acronym of the mission, for instance UNTAC
 * @param category as deployed
 * @param entryOnDuty as deployed
 * @param diedOn the day of the death, the last day of service
 * @param incident what caused it
 */
@EventName("muster.volunteer.death-in-service-recorded")
@Correctable({"diedOn", "incident"})
public record DeathInServiceRecorded(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        Category category,
        LocalDate entryOnDuty,
        LocalDate diedOn,
        IncidentType incident)
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
        return diedOn.plusDays(1);
    }
}
