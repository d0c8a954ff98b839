package org.muster.events.automation;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.muster.catalog.EventName;
import org.muster.catalog.RecordedForGood;
import org.muster.catalog.Text;
import org.muster.events.BudgetPeriod;
import org.muster.events.Tag;
import org.muster.events.VolunteerType;

/**
 * A mission began a budget period, or a revision of one, with more posts encumbered than are authorized (rule X10).
 *
 * @param mission the acronym, for instance UNTAC
 * @param type of which establishment
 * @param on the first day of the period or of the revision
 * @param authorized posts on that day
 * @param encumbered posts on that day
 * @param period the budget period of that day; absent in events of before the field
 */
@EventName("muster.mission.over-strength-flagged")
@RecordedForGood("it says what Muster did on that day")
public record OverStrengthFlagged(
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        VolunteerType type,
        LocalDate on,
        int authorized,
        int encumbered,
        Optional<BudgetPeriod> period)
        implements AutomationEvent {

    @Override
    public Tag subject() {
        return Tag.mission(mission);
    }

    @Override
    public Set<Tag> tags() {
        return period.map(of -> Set.of(subject(), Tag.period(mission, of))).orElse(Set.of(subject()));
    }

    @Override
    public LocalDate effectiveOn() {
        return on;
    }
}
