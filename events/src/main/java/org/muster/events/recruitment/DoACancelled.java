package org.muster.events.recruitment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Category;
import org.muster.events.Tag;

/**
 * A request was cancelled; its reservation, if there was one, ends.
 *
 * @param doa the request's identifier
 * @param mission the acronym of the mission, for instance UNTAC
 * @param category as requested
 * @param reserved whether a post was reserved
 * @param cancelledOn the day of the cancellation
 */
@EventName("muster.doa.cancelled")
@Correctable("cancelledOn")
public record DoACancelled(
        @Text(pattern = Text.IDENTIFIER, max = 64) String doa,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        Category category,
        boolean reserved,
        LocalDate cancelledOn)
        implements RequestEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject(), Tag.mission(mission));
    }

    @Override
    public LocalDate effectiveOn() {
        return cancelledOn;
    }
}
