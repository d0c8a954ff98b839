package org.muster.events.security;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * A volunteer came back from a safe haven.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param assignment the assignment's identifier
 * @param mission the acronym of the mission, for instance UNTAC
 * @param order the order's identifier
 * @param returnedOn the first day back
 */
@EventName("muster.volunteer.returned")
@Correctable("returnedOn")
public record VolunteerReturned(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        @Text(pattern = Text.IDENTIFIER, max = 64) String order,
        LocalDate returnedOn)
        implements SecurityEvent {

    @Override
    public Tag subject() {
        return Tag.volunteer(volunteer);
    }

    @Override
    public Set<Tag> tags() {
        return Set.of(subject(), Tag.assignment(assignment), Tag.mission(mission), Tag.order(order));
    }

    @Override
    public LocalDate effectiveOn() {
        return returnedOn;
    }
}
