package org.muster.events.mission;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * Another mission follows this one.
 *
 * @param mission the acronym, for instance UNTAC
 * @param successor the acronym of the mission that follows
 * @param linkedOn from when the succession holds
 */
@EventName("muster.mission.successor-linked")
@Correctable("linkedOn")
public record SuccessorMissionLinked(
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        @Text(pattern = Text.ACRONYM, max = 20) String successor,
        LocalDate linkedOn)
        implements MissionEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject(), Tag.mission(successor));
    }

    @Override
    public LocalDate effectiveOn() {
        return linkedOn;
    }
}
