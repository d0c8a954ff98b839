package org.muster.commands.mission;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.commands.WarnedOf;
import org.muster.commands.WarningCode;
import org.muster.events.Tag;

/**
 * The mission begins its liquidation.
 *
 * @param mission the acronym, for instance UNTAC
 * @param begunOn the first day of the phase
 */
@RefusedWith({RefusalCode.UNKNOWN_MISSION, RefusalCode.WRONG_PHASE, RefusalCode.DATE_OUT_OF_ORDER})
@WarnedOf(WarningCode.CONTRADICTS_RECORD)
public record BeginLiquidation(
        @Text(pattern = Text.ACRONYM, max = 20) String mission, LocalDate begunOn) implements MissionCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.mission(mission));
    }
}
