package org.muster.commands.assignment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;
import org.muster.events.assignment.MedicalEvacuationStatus;

/**
 * Records that a medical evacuation began or ended; never why.
 *
 * @param assignment the assignment's identifier
 * @param status where it stands
 * @param statusOn the first day on which that is so
 */
@RefusedWith({RefusalCode.NO_CHANGE, RefusalCode.NOT_DEPLOYED})
public record RecordMedicalEvacuation(
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment,
        MedicalEvacuationStatus status,
        LocalDate statusOn)
        implements AssignmentCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.assignment(assignment));
    }
}
