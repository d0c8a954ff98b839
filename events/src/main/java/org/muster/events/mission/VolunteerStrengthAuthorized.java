package org.muster.events.mission;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.BudgetPeriod;
import org.muster.events.Tag;

/**
 * UN Volunteer posts were authorized for a budget period, international and national apart.
 *
 * @param mission the acronym, for instance UNTAC
 * @param period for which budget period
 * @param international authorized posts for international volunteers
 * @param national authorized posts for national volunteers
 * @param document the budget document that says so
 */
@EventName("muster.mission.volunteer-strength-authorized")
@Correctable({"international", "national", "document"})
public record VolunteerStrengthAuthorized(
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        BudgetPeriod period,
        int international,
        int national,
        @Text(max = 120) String document)
        implements MissionEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject(), Tag.period(mission, period));
    }

    @Override
    public LocalDate effectiveOn() {
        return period.from();
    }
}
