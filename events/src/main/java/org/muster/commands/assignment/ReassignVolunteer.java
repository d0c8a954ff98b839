package org.muster.commands.assignment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;

/**
 * Moves a volunteer to another duty station of the same mission (rule X5).
 *
 * @param assignment the assignment's identifier
 * @param station the new duty station
 * @param consent whether the volunteer agrees
 * @param reassignedOn the first day at the new station
 */
@RefusedWith({
    RefusalCode.NO_CHANGE,
    RefusalCode.STATION_NOT_IN_MISSION,
    RefusalCode.NO_CONSENT,
    RefusalCode.DIFFERENT_MISSION,
    RefusalCode.NOT_OPEN,
    RefusalCode.BEFORE_ENTRY_ON_DUTY
})
public record ReassignVolunteer(
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment,
        @Text(pattern = Text.IDENTIFIER, max = 64) String station,
        boolean consent,
        LocalDate reassignedOn)
        implements AssignmentCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.assignment(assignment), Tag.station(station));
    }
}
