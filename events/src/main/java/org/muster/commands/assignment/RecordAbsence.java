package org.muster.commands.assignment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;
import org.muster.events.assignment.AbsenceKind;

/**
 * Records days of absence.
 *
 * @param assignment the assignment's identifier
 * @param kind why
 * @param firstDay the first day of absence
 * @param lastDay the last day of absence
 */
@RefusedWith({RefusalCode.DATE_OUT_OF_ORDER, RefusalCode.NOT_DEPLOYED, RefusalCode.OVERLAP, RefusalCode.R_AND_R_NOT_DUE
})
public record RecordAbsence(
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment,
        AbsenceKind kind,
        LocalDate firstDay,
        LocalDate lastDay)
        implements AssignmentCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.assignment(assignment));
    }
}
