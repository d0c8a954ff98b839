package org.muster.commands.assignment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;
import org.muster.events.assignment.IncidentType;

/**
 * Records a death in service (rules X1, X5).
 *
 * @param assignment the assignment's identifier
 * @param diedOn the day of the death, the last day of service
 * @param incident what caused it
 */
@RefusedWith({
    RefusalCode.STATION_CLOSED,
    RefusalCode.ALREADY_DEPLOYED,
    RefusalCode.NOT_OPEN,
    RefusalCode.BEFORE_ENTRY_ON_DUTY
})
public record RecordDeathInService(
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment, LocalDate diedOn, IncidentType incident)
        implements AssignmentCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.assignment(assignment));
    }
}
