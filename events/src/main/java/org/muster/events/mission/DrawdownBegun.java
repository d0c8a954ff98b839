package org.muster.events.mission;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * The mission began to draw down.
 *
 * @param mission the acronym, for instance UNTAC
 * @param begunOn the first day of the phase
 */
@EventName("muster.mission.drawdown-begun")
@Correctable("begunOn")
public record DrawdownBegun(
        @Text(pattern = Text.ACRONYM, max = 20) String mission, LocalDate begunOn) implements MissionEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject());
    }

    @Override
    public LocalDate effectiveOn() {
        return begunOn;
    }
}
