package org.muster.commands.assignment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.commands.WarnedOf;
import org.muster.commands.WarningCode;
import org.muster.events.Tag;

/**
 * Extends the contract of an open assignment (rules X1, X5, X7, X8).
 *
 * @param assignment the assignment's identifier
 * @param contractEndsOn the last day of the extended contract
 */
@RefusedWith({
    RefusalCode.STATION_CLOSED,
    RefusalCode.SERVICE_LIMIT,
    RefusalCode.VOLUNTEER_COMMITTED,
    RefusalCode.BEYOND_FUNDING,
    RefusalCode.NOT_OPEN,
    RefusalCode.NOT_LATER
})
@WarnedOf(WarningCode.BEYOND_MANDATE)
public record ExtendContract(
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment, LocalDate contractEndsOn)
        implements AssignmentCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.assignment(assignment));
    }
}
