package org.muster.commandside.domain.correction.correctrecord;

import java.util.Optional;
import org.muster.events.assignment.SealedReason;
import org.muster.events.correction.CorrectionReason;

/**
 * {@link org.muster.commands.correction.CorrectRecord} after the intake has sealed a classified reason: the rule and everything behind
 * it know its class.
 *
 * @param event the earlier event's id
 * @param position the earlier event's position
 * @param field the field
 * @param after the value that it shall have, as far as everybody may know; absent if it shall have none
 * @param reason why
 * @param sealedReason which reason of a separation {@code after} stands for, where that is classified
 */
public record CorrectSealedRecord(
        String event,
        long position,
        String field,
        Optional<String> after,
        CorrectionReason reason,
        Optional<SealedReason> sealedReason) {

    /** A correction with nothing to seal. */
    public CorrectSealedRecord(
            String event, long position, String field, Optional<String> after, CorrectionReason reason) {
        this(event, position, field, after, reason, Optional.empty());
    }
}
