package org.muster.commandside.domain.decision;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.muster.catalog.EventData;
import org.muster.events.DomainEvent;
import org.muster.events.correction.CorrectionEvent;
import org.muster.events.correction.RecordAnnulled;
import org.muster.events.correction.RecordCorrected;

/**
 * What later events say of one event: which fields have other values, or that it counts no longer. A value: equal amendments give
 * equal states.
 *
 * @param event the event's id
 * @param type the event's type
 * @param corrected the values of corrected fields, as text; empty where the field has none any more
 * @param annulled whether the event counts no longer
 */
public record Amendment(
        String event, Class<? extends DomainEvent> type, Map<String, Optional<String>> corrected, boolean annulled) {

    public Amendment {
        corrected = Map.copyOf(corrected);
    }

    /** No change yet. */
    public static Amendment none(String event, Class<? extends DomainEvent> type) {
        return new Amendment(event, type, Map.of(), false);
    }

    /** The same, with another value of a field. */
    public Amendment correcting(String field, Optional<String> value) {
        Map<String, Optional<String>> more = new HashMap<>(corrected);
        more.put(field, value);
        return new Amendment(event, type, more, annulled);
    }

    /** The event counts no longer. */
    public Amendment annulling() {
        return new Amendment(event, type, corrected, true);
    }

    Amendment and(CorrectionEvent later) {
        return switch (later) {
            case RecordCorrected corrected -> correcting(corrected.field(), corrected.after());
            case RecordAnnulled _ -> annulling();
        };
    }

    /** The event as it counts; empty if it was annulled. */
    public Optional<DomainEvent> apply(DomainEvent original) {
        if (annulled) {
            return Optional.empty();
        }
        Record event = (Record) original;
        for (Map.Entry<String, Optional<String>> field : corrected.entrySet()) {
            event = EventData.with(event, field.getKey(), field.getValue());
        }
        return Optional.of((DomainEvent) event);
    }
}
