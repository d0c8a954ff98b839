package org.muster.events.assignment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * A volunteer is absent for some days; the assignment goes on.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param assignment the assignment's identifier
 * @param mission the acronym of the mission, for instance UNTAC
 * @param kind why
 * @param firstDay the first day of absence
 * @param lastDay the last day of absence
 */
@EventName("muster.volunteer.absence-recorded")
@Correctable
public record AbsenceRecorded(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        AbsenceKind kind,
        LocalDate firstDay,
        LocalDate lastDay)
        implements AssignmentEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject(), Tag.assignment(assignment), Tag.mission(mission));
    }

    @Override
    public LocalDate effectiveOn() {
        return firstDay;
    }
}
