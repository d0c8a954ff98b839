package org.muster.commands.assignment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;

/**
 * Cancels an assignment before the entry on duty.
 *
 * @param assignment the assignment's identifier
 * @param cancelledOn the day of the cancellation
 */
@RefusedWith({RefusalCode.ALREADY_DEPLOYED, RefusalCode.NOT_OPEN})
public record CancelAssignment(
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment, LocalDate cancelledOn)
        implements AssignmentCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.assignment(assignment));
    }
}
