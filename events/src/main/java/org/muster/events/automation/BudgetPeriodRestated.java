package org.muster.events.automation;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.EventName;
import org.muster.catalog.RecordedForGood;
import org.muster.catalog.Text;
import org.muster.events.BudgetPeriod;
import org.muster.events.Tag;

/**
 * Figures of a budget period that is over have changed, because something of that time was recorded late or corrected. Reports that were
 * made of it before say something else.
 *
 * @param mission the acronym, for instance UNTAC
 * @param period the budget period
 * @param changedFrom the first day whose figures changed
 * @param restatedOn the day on which that was recorded
 */
@EventName("muster.mission.budget-period-restated")
@RecordedForGood("it says what Muster did on that day")
public record BudgetPeriodRestated(
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        BudgetPeriod period,
        LocalDate changedFrom,
        LocalDate restatedOn)
        implements AutomationEvent {

    @Override
    public Tag subject() {
        return Tag.mission(mission);
    }

    @Override
    public Set<Tag> tags() {
        return Set.of(subject(), Tag.period(mission, period));
    }

    @Override
    public LocalDate effectiveOn() {
        return restatedOn;
    }
}
