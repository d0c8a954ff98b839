package org.muster.events.recruitment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Category;
import org.muster.events.Tag;

/**
 * A request was approved: a post is reserved until it is filled or the request is cancelled (rule X2).
 *
 * @param doa the request's identifier
 * @param mission the acronym of the mission, for instance UNTAC
 * @param category decides in which establishment a post is reserved
 * @param neededFrom the first day of the reservation
 * @param neededUntil the last day of the reservation
 * @param approvedOn the day of the approval
 */
@EventName("muster.doa.approved")
@Correctable("approvedOn")
public record DoAApproved(
        @Text(pattern = Text.IDENTIFIER, max = 64) String doa,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        Category category,
        LocalDate neededFrom,
        LocalDate neededUntil,
        LocalDate approvedOn)
        implements RequestEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject(), Tag.mission(mission));
    }

    @Override
    public LocalDate effectiveOn() {
        return approvedOn;
    }
}
