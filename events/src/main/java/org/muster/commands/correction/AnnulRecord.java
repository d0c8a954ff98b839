package org.muster.commands.correction;

import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.commands.WarnedOf;
import org.muster.commands.WarningCode;
import org.muster.events.correction.CorrectionReason;

/**
 * An earlier event was recorded by mistake and shall count no longer. What later events rest on cannot be annulled before them.
 *
 * @param event the earlier event's id, as the answer of its command and the audit trail give it
 * @param position the earlier event's position, from the same place
 * @param reason why
 */
@RefusedWith({
    RefusalCode.STATION_CLOSED,
    RefusalCode.OPEN_ASSIGNMENTS,
    RefusalCode.DATE_OUT_OF_ORDER,
    RefusalCode.NO_CEILING,
    RefusalCode.ALREADY_ERASED,
    RefusalCode.MISSION_NOT_OPEN,
    RefusalCode.CEILING_REACHED,
    RefusalCode.ALREADY_DEPLOYED,
    RefusalCode.UNKNOWN_EVENT,
    RefusalCode.NOT_ANNULLABLE,
    RefusalCode.LATER_RECORDS,
    RefusalCode.NO_SECURITY_ORDER,
    RefusalCode.BEYOND_FUNDING,
    RefusalCode.VOLUNTEER_COMMITTED
})
@WarnedOf({WarningCode.OVER_STRENGTH, WarningCode.CONTRADICTS_RECORD})
public record AnnulRecord(
        @Text(pattern = Text.UUID, max = 36) String event, long position, CorrectionReason reason)
        implements CorrectionCommand {}
