package org.muster.events.mission;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * A mission took up its work; it is ACTIVE.
 *
 * @param mission the acronym, for instance UNTAC
 * @param startedOn the first day in the field
 */
@EventName("muster.mission.started")
@Correctable("startedOn")
public record MissionStarted(
        @Text(pattern = Text.ACRONYM, max = 20) String mission, LocalDate startedOn) implements MissionEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject());
    }

    @Override
    public LocalDate effectiveOn() {
        return startedOn;
    }
}
