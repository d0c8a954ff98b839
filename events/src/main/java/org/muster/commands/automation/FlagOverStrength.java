package org.muster.commands.automation;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;

/**
 * Flags a mission that has more posts encumbered than are authorized when a budget period or a revision begins (rule X10).
 *
 * @param mission the acronym, for instance UNTAC
 * @param on the first day of the period or of the revision
 */
@RefusedWith(RefusalCode.NOT_DUE)
public record FlagOverStrength(
        @Text(pattern = Text.ACRONYM, max = 20) String mission, LocalDate on) implements AutomationCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.mission(mission));
    }
}
