package org.muster.commands.mission;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;

/**
 * Closes a mission in which nobody serves any more (rule X4).
 *
 * @param mission the acronym, for instance UNTAC
 * @param closedOn the day of the closure
 */
@RefusedWith({
    RefusalCode.UNKNOWN_MISSION,
    RefusalCode.WRONG_PHASE,
    RefusalCode.OPEN_ASSIGNMENTS,
    RefusalCode.RESERVATIONS_OPEN,
    RefusalCode.ALREADY_CLOSED,
    RefusalCode.DATE_OUT_OF_ORDER
})
public record CloseMission(
        @Text(pattern = Text.ACRONYM, max = 20) String mission, LocalDate closedOn) implements MissionCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.mission(mission));
    }
}
