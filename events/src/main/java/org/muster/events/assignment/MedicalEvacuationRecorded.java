package org.muster.events.assignment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * A medical evacuation began or ended; never why. The assignment goes on.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param assignment the assignment's identifier
 * @param mission the acronym of the mission, for instance UNTAC
 * @param status where it stands
 * @param statusOn the first day on which that is so
 */
@EventName("muster.volunteer.medical-evacuation-recorded")
@Correctable({"status", "statusOn"})
public record MedicalEvacuationRecorded(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        MedicalEvacuationStatus status,
        LocalDate statusOn)
        implements AssignmentEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject(), Tag.assignment(assignment), Tag.mission(mission));
    }

    @Override
    public LocalDate effectiveOn() {
        return statusOn;
    }
}
