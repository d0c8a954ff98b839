package org.muster.events.automation;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.EventName;
import org.muster.catalog.RecordedForGood;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * The expiry of a mandate comes near. The mission goes on until people say otherwise.
 *
 * @param mission the acronym, for instance UNTAC
 * @param notice which warning
 * @param expiresOn the last day of the mandate
 * @param dueOn the day on which the warning became due
 * @param daysLeft from that day to the expiry
 */
@EventName("muster.mission.mandate-expiry-warned")
@RecordedForGood("it says what Muster did on that day")
public record MandateExpiryWarned(
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        MandateNotice notice,
        LocalDate expiresOn,
        LocalDate dueOn,
        int daysLeft)
        implements AutomationEvent {

    @Override
    public Tag subject() {
        return Tag.mission(mission);
    }

    @Override
    public Set<Tag> tags() {
        return Set.of(subject());
    }

    @Override
    public LocalDate effectiveOn() {
        return dueOn;
    }
}
