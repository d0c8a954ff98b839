package org.muster.events.correction;

import java.util.Optional;
import org.muster.catalog.EventName;
import org.muster.catalog.RecordedForGood;
import org.muster.events.DomainEvent;

/**
 * An earlier event was recorded by mistake and counts no longer. It stays on record, and so does what was known while it counted.
 *
 * @param original the earlier event, as it was known until now
 * @param reason why it is annulled
 */
@EventName("muster.record.annulled")
@RecordedForGood("the event that it is about is corrected again")
public record RecordAnnulled(OriginalEvent original, CorrectionReason reason) implements CorrectionEvent {

    @Override
    public Optional<DomainEvent> amended() {
        return Optional.empty();
    }
}
