package org.muster.commands.mission;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;

/**
 * The mission takes up its work.
 *
 * @param mission the acronym, for instance UNTAC
 * @param startedOn the first day in the field
 */
@RefusedWith({RefusalCode.UNKNOWN_MISSION, RefusalCode.WRONG_PHASE, RefusalCode.DATE_OUT_OF_ORDER})
public record StartMission(
        @Text(pattern = Text.ACRONYM, max = 20) String mission, LocalDate startedOn) implements MissionCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.mission(mission));
    }
}
