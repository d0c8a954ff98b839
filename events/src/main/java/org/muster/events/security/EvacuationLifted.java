package org.muster.events.security;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * The evacuation of duty stations was lifted.
 *
 * @param order the order's identifier
 * @param mission the acronym of the mission, for instance UNTAC
 * @param liftedOn the first day without it
 */
@EventName("muster.mission.evacuation-lifted")
@Correctable("liftedOn")
public record EvacuationLifted(
        @Text(pattern = Text.IDENTIFIER, max = 64) String order,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        LocalDate liftedOn)
        implements SecurityEvent {

    @Override
    public Tag subject() {
        return Tag.mission(mission);
    }

    @Override
    public Set<Tag> tags() {
        return Set.of(subject(), Tag.order(order));
    }

    @Override
    public LocalDate effectiveOn() {
        return liftedOn;
    }
}
