package org.muster.events.correction;

import java.util.Optional;
import org.muster.catalog.EventData;
import org.muster.catalog.EventName;
import org.muster.catalog.RecordedForGood;
import org.muster.catalog.Text;
import org.muster.events.DomainEvent;

/**
 * One field of an earlier event has another value from now on. The earlier event stays as it is; its author and the one of the
 * correction stand beside each event.
 *
 * @param original the earlier event, as it was known until now
 * @param field the field that is corrected
 * @param before its value until now; absent if it had none
 * @param after its value from now on; absent if it has none
 * @param reason why it is corrected
 */
@EventName("muster.record.corrected")
@RecordedForGood("the event that it is about is corrected again")
public record RecordCorrected(
        OriginalEvent original,
        @Text(pattern = Text.FIELD, max = 64) String field,
        @Text(max = 200) Optional<String> before,
        @Text(max = 200) Optional<String> after,
        CorrectionReason reason)
        implements CorrectionEvent {

    @Override
    public Optional<DomainEvent> amended() {
        return original.event().map(event -> (DomainEvent) EventData.with((Record) event, field, after));
    }
}
