package org.muster.commandside.automation;

import java.time.LocalDate;
import org.muster.events.DomainEvent;
import org.muster.events.correction.RecordCorrected;

/**
 * An event that makes something due.
 *
 * @param event what happened; where it was corrected, as it counts now
 * @param changedFrom the first day on which the register says something else because of it
 * @param recordedOn the day on which it was recorded, in UTC; what was due before is not made up for
 * @param startedOn the day on which automations first ran on this register; nothing is due that was due before
 */
public record Cause(DomainEvent event, LocalDate changedFrom, LocalDate recordedOn, LocalDate startedOn) {

    /** The cause that a recorded event is. A correction makes due what the earlier event, as it counts from now on, makes due. */
    static Cause of(DomainEvent recorded, LocalDate recordedOn, LocalDate startedOn) {
        DomainEvent event = recorded instanceof RecordCorrected corrected
                ? corrected.amended().orElse(corrected)
                : recorded;
        LocalDate before = recorded.effectiveOn();
        LocalDate after = event.effectiveOn();
        return new Cause(event, after.isBefore(before) ? after : before, recordedOn, startedOn);
    }
}
