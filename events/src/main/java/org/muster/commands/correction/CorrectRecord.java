package org.muster.commands.correction;

import java.util.Optional;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.commands.WarnedOf;
import org.muster.commands.WarningCode;
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
@RefusedWith({
    RefusalCode.START_BEFORE_ADOPTION,
    RefusalCode.EXPIRY_NOT_LATER,
    RefusalCode.MISSION_CLOSED,
    RefusalCode.NEGATIVE,
    RefusalCode.STATION_CLOSED,
    RefusalCode.OPEN_ASSIGNMENTS,
    RefusalCode.DATE_OUT_OF_ORDER,
    RefusalCode.NO_CHANGE,
    RefusalCode.SERVICE_LIMIT,
    RefusalCode.CLEARANCE_EXPIRED,
    RefusalCode.BEYOND_FUNDING,
    RefusalCode.MISSION_NOT_OPEN,
    RefusalCode.CEILING_REACHED,
    RefusalCode.ALREADY_DEPLOYED,
    RefusalCode.NOT_ELIGIBLE,
    RefusalCode.STATION_NOT_IN_MISSION,
    RefusalCode.CONTRACT_MISSING,
    RefusalCode.NOTICE_TOO_OLD,
    RefusalCode.NOT_LATER,
    RefusalCode.BEFORE_ENTRY_ON_DUTY,
    RefusalCode.UNKNOWN_EVENT,
    RefusalCode.ALREADY_ERASED,
    RefusalCode.IMMUTABLE_FIELD,
    RefusalCode.VALUE_NOT_POSSIBLE,
    RefusalCode.LATER_RECORDS,
    RefusalCode.OUTSIDE_AREA,
    RefusalCode.INVALID_CLASS,
    RefusalCode.OCCUPIED,
    RefusalCode.NOT_DEPLOYED,
    RefusalCode.NO_SECURITY_ORDER,
    RefusalCode.DURATION_OUT_OF_RANGE,
    RefusalCode.NO_FUNDING,
    RefusalCode.OFFER_EXPIRED,
    RefusalCode.CLEARANCE_MISSING,
    RefusalCode.VOLUNTEER_COMMITTED
})
@WarnedOf({WarningCode.OVER_STRENGTH, WarningCode.BEYOND_MANDATE, WarningCode.CONTRADICTS_RECORD})
public record CorrectRecord(
        @Text(pattern = Text.UUID, max = 36) String event,
        long position,
        @Text(pattern = Text.FIELD, max = 64) String field,
        @Text(max = 200) Optional<String> after,
        CorrectionReason reason)
        implements CorrectionCommand {}
