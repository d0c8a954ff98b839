package org.muster.commands.correction;

import java.util.Optional;
import org.muster.catalog.Text;
import org.muster.events.correction.CorrectionReason;

/**
 * One field of an earlier event shall have another value. The corrected history must keep all rules.
 *
 * @param event the earlier event's id, as the answer of its command and the audit trail give it
 * @param position the earlier event's position, from the same place
 * @param field the field; the catalog says which ones an event type lets correct
 * @param after the value that it shall have, as text; absent if it shall have none
 * @param reason why
 */
public record CorrectRecord(
        @Text(pattern = Text.UUID, max = 36) String event,
        long position,
        @Text(pattern = Text.FIELD, max = 64) String field,
        @Text(max = 200) Optional<String> after,
        CorrectionReason reason)
        implements CorrectionCommand {}
