package org.muster.events.security;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * A volunteer was moved to a safe haven; the assignment goes on.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param assignment the assignment's identifier
 * @param mission the acronym of the mission, for instance UNTAC
 * @param order the order's identifier
 * @param haven the place of safety, for instance its UN/LOCODE
 * @param relocatedOn the first day there
 */
@EventName("muster.volunteer.relocated")
@Correctable({"haven", "relocatedOn"})
public record VolunteerRelocated(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        @Text(pattern = Text.IDENTIFIER, max = 64) String order,
        @Text(pattern = Text.IDENTIFIER, max = 64) String haven,
        LocalDate relocatedOn)
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
        return relocatedOn;
    }
}
