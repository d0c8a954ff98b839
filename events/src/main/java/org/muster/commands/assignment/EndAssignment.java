package org.muster.commands.assignment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;
import org.muster.events.assignment.SeparationReason;

/**
 * Ends an assignment (rules X1, X5).
 *
 * @param assignment the assignment's identifier
 * @param lastDay the last day of service
 * @param reason why it ends
 */
@RefusedWith({
    RefusalCode.STATION_CLOSED,
    RefusalCode.ALREADY_DEPLOYED,
    RefusalCode.NOT_OPEN,
    RefusalCode.BEFORE_ENTRY_ON_DUTY
})
public record EndAssignment(
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment, LocalDate lastDay, SeparationReason reason)
        implements AssignmentCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.assignment(assignment));
    }
}
