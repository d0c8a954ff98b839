package org.muster.commands.correction;

import org.muster.catalog.Text;
import org.muster.events.correction.CorrectionReason;

/**
 * An earlier event was recorded by mistake and shall count no longer. What later events rest on cannot be annulled before them.
 *
 * @param event the earlier event's id, as the answer of its command and the audit trail give it
 * @param position the earlier event's position, from the same place
 * @param reason why
 */
public record AnnulRecord(
        @Text(pattern = Text.UUID, max = 36) String event, long position, CorrectionReason reason)
        implements CorrectionCommand {}
