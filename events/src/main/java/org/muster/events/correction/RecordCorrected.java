package org.muster.events.correction;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.muster.catalog.EventData;
import org.muster.catalog.EventName;
import org.muster.catalog.RecordedForGood;
import org.muster.catalog.Text;
import org.muster.catalog.Upcaster;
import org.muster.events.DomainEvent;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.SealedReason;
import org.muster.events.assignment.SeparationReason;

/**
 * One field of an earlier event has another value from now on. The earlier event stays as it is; its author and the one of the
 * correction stand beside each event. Version 1 had every reason of a separation in clear.
 *
 * @param original the earlier event, as it was known until now
 * @param field the field that is corrected
 * @param before its value until now; absent if it had none
 * @param after its value from now on; absent if it has none
 * @param reason why it is corrected
 * @param sealedReason which reason of a separation {@code after} stands for, where that is classified; absent for all others
 */
@EventName(value = "muster.record.corrected", version = 2, upcasters = RecordCorrected.FromVersion1.class)
@RecordedForGood("the event that it is about is corrected again")
public record RecordCorrected(
        OriginalEvent original,
        @Text(pattern = Text.FIELD, max = 64) String field,
        @Text(max = 200) Optional<String> before,
        @Text(max = 200) Optional<String> after,
        CorrectionReason reason,
        Optional<SealedReason> sealedReason)
        implements CorrectionEvent {

    private static final String REASON = "reason";

    /** A correction with nothing sealed. */
    public RecordCorrected(
            OriginalEvent original,
            String field,
            Optional<String> before,
            Optional<String> after,
            CorrectionReason reason) {
        this(original, field, before, after, reason, Optional.empty());
    }

    /** Whether it says why an assignment ended. */
    public boolean ofSeparationReason() {
        return field.equals(REASON)
                && original.knownType()
                        .filter(type -> type.form() == AssignmentEnded.class)
                        .isPresent();
    }

    @Override
    public Optional<DomainEvent> amended() {
        return original.event()
                .map(event -> (DomainEvent) EventData.with((Record) event, field, after))
                .map(event -> ofSeparationReason() && event instanceof AssignmentEnded ended
                        ? ended.because(ended.reason(), sealedReason)
                        : event);
    }

    /** Version 1 had classified reasons in clear: who reads it learns their class. */
    static final class FromVersion1 implements Upcaster {

        private static final String ENDED = "muster.volunteer.assignment-ended.v1";

        @Override
        public Map<String, Object> lift(Map<String, Object> data) {
            if (!REASON.equals(data.get("field"))
                    || !(data.get("original") instanceof Map<?, ?> original && ENDED.equals(original.get("type")))) {
                return data;
            }
            Map<String, Object> lifted = new LinkedHashMap<>(data);
            lifted.computeIfPresent("before", (field, reason) -> SeparationReason.disclosed(reason));
            lifted.computeIfPresent("after", (field, reason) -> SeparationReason.disclosed(reason));
            return lifted;
        }
    }
}
