package org.muster.events.automation;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.EventName;
import org.muster.catalog.RecordedForGood;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * Nothing keeps a mission in liquidation from being closed any more. A person closes it.
 *
 * @param mission the acronym, for instance UNTAC
 * @param readyOn the first day on which nobody serves in it
 */
@EventName("muster.mission.ready-to-close")
@RecordedForGood("it says what Muster did on that day")
public record MissionReadyToClose(
        @Text(pattern = Text.ACRONYM, max = 20) String mission, LocalDate readyOn) implements AutomationEvent {

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
        return readyOn;
    }
}
