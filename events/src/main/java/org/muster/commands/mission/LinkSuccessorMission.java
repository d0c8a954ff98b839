package org.muster.commands.mission;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;

/**
 * Says which mission follows this one.
 *
 * @param mission the acronym, for instance UNTAC
 * @param successor the acronym of the mission that follows
 * @param linkedOn from when the succession holds
 */
@RefusedWith({RefusalCode.UNKNOWN_MISSION, RefusalCode.SELF_LINK, RefusalCode.CYCLE, RefusalCode.NO_CHANGE})
public record LinkSuccessorMission(
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        @Text(pattern = Text.ACRONYM, max = 20) String successor,
        LocalDate linkedOn)
        implements MissionCommand {

    @Override
    public Set<Tag> tags() {
        // A mission that succeeds itself is refused by the rule, not here.
        return mission.equals(successor)
                ? Set.of(Tag.mission(mission))
                : Set.of(Tag.mission(mission), Tag.mission(successor));
    }
}
