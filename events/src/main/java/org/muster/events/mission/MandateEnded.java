package org.muster.events.mission;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * The mandate came to its end.
 *
 * @param mission the acronym, for instance UNTAC
 * @param endedOn the last day of the mandate
 */
@EventName("muster.mission.mandate-ended")
@Correctable("endedOn")
public record MandateEnded(
        @Text(pattern = Text.ACRONYM, max = 20) String mission, LocalDate endedOn) implements MissionEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject());
    }

    @Override
    public LocalDate effectiveOn() {
        return endedOn;
    }
}
