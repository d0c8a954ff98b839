package org.muster.commands.automation;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.BudgetPeriod;
import org.muster.events.Tag;

/**
 * Marks a budget period that is over as restated: something of that time was recorded late or corrected.
 *
 * @param mission the acronym, for instance UNTAC
 * @param period the budget period
 * @param changedFrom the first day whose figures changed
 * @param restatedOn the day on which that was recorded
 */
@RefusedWith({RefusalCode.NO_CHANGE, RefusalCode.NOT_DUE})
public record RestateBudgetPeriod(
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        BudgetPeriod period,
        LocalDate changedFrom,
        LocalDate restatedOn)
        implements AutomationCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.mission(mission));
    }
}
