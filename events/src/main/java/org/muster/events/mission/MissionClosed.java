package org.muster.events.mission;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * The mission was closed; nothing opens in it again.
 *
 * @param mission the acronym, for instance UNTAC
 * @param closedOn the day of the closure
 */
@EventName("muster.mission.closed")
@Correctable("closedOn")
public record MissionClosed(
        @Text(pattern = Text.ACRONYM, max = 20) String mission, LocalDate closedOn) implements MissionEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject());
    }

    @Override
    public LocalDate effectiveOn() {
        return closedOn;
    }
}
