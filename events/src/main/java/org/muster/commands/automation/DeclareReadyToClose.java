package org.muster.commands.automation;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;

/**
 * Declares a mission in liquidation ready to close: nobody serves in it and no post is reserved. A person closes it.
 *
 * @param mission the acronym, for instance UNTAC
 * @param readyOn the first day on which that is so
 */
@RefusedWith({
    RefusalCode.UNKNOWN_MISSION,
    RefusalCode.WRONG_PHASE,
    RefusalCode.OPEN_ASSIGNMENTS,
    RefusalCode.RESERVATIONS_OPEN,
    RefusalCode.NO_CHANGE
})
public record DeclareReadyToClose(
        @Text(pattern = Text.ACRONYM, max = 20) String mission, LocalDate readyOn) implements AutomationCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.mission(mission));
    }
}
