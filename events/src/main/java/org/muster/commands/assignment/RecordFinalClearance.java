package org.muster.commands.assignment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;

/**
 * Records that everything that an ended assignment left open is settled.
 *
 * @param assignment the assignment's identifier
 * @param clearedOn the day of the clearance
 */
@RefusedWith({RefusalCode.DATE_OUT_OF_ORDER, RefusalCode.NO_CHANGE, RefusalCode.NOT_ENDED})
public record RecordFinalClearance(
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment, LocalDate clearedOn)
        implements AssignmentCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.assignment(assignment));
    }
}
