package org.muster.commands.automation;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;

/**
 * Lists the assignments that are open when a mission begins to draw down, each with what is proposed for it.
 *
 * @param mission the acronym, for instance UNTAC
 * @param begunOn the first day of the drawdown
 */
@RefusedWith({RefusalCode.UNKNOWN_MISSION, RefusalCode.NOT_DUE})
public record ListOpenAssignments(
        @Text(pattern = Text.ACRONYM, max = 20) String mission, LocalDate begunOn) implements AutomationCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.mission(mission));
    }
}
