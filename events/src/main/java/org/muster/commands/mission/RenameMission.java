package org.muster.commands.mission;

import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;

/**
 * Gives a mission another acronym and name from a day on; its first acronym stays its identifier.
 *
 * @param mission the acronym at the establishment, for instance UNSOM
 * @param acronym the acronym from then on, for instance UNTMIS
 * @param name the full name from then on
 * @param renamedOn the first day
 */
@RefusedWith({
    RefusalCode.ACRONYM_IN_USE,
    RefusalCode.UNKNOWN_MISSION,
    RefusalCode.DATE_OUT_OF_ORDER,
    RefusalCode.NO_CHANGE
})
public record RenameMission(
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        @Text(pattern = Text.ACRONYM, max = 20) String acronym,
        @Text(max = 200) String name,
        LocalDate renamedOn)
        implements MissionCommand {

    @Override
    public Set<Tag> tags() {
        return Stream.of(Tag.mission(mission), Tag.mission(acronym)).collect(Collectors.toUnmodifiableSet());
    }
}
