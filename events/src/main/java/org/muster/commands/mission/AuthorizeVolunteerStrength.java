package org.muster.commands.mission;

import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.commands.WarnedOf;
import org.muster.commands.WarningCode;
import org.muster.events.BudgetPeriod;
import org.muster.events.Tag;

/**
 * Authorizes UN Volunteer posts for a budget period.
 *
 * @param mission the acronym, for instance UNTAC
 * @param period for which budget period
 * @param international authorized posts for international volunteers
 * @param national authorized posts for national volunteers
 * @param document the budget document that says so
 */
@RefusedWith({RefusalCode.UNKNOWN_MISSION, RefusalCode.MISSION_CLOSED, RefusalCode.PERIOD_OVERLAP, RefusalCode.NEGATIVE
})
@WarnedOf(WarningCode.OVER_STRENGTH)
public record AuthorizeVolunteerStrength(
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        BudgetPeriod period,
        int international,
        int national,
        @Text(max = 120) String document)
        implements MissionCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.mission(mission), Tag.period(mission, period));
    }
}
