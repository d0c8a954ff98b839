package org.muster.commands.assignment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.commands.WarnedOf;
import org.muster.commands.WarningCode;
import org.muster.events.Tag;

/**
 * Records a volunteer's resignation.
 *
 * @param assignment the assignment's identifier
 * @param noticeOn the day of the notice
 * @param lastDay the last day of service that the notice names
 */
@RefusedWith({RefusalCode.DATE_OUT_OF_ORDER, RefusalCode.NOTICE_TOO_OLD, RefusalCode.NOT_OPEN})
@WarnedOf(WarningCode.SHORT_NOTICE)
public record SubmitResignation(
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment, LocalDate noticeOn, LocalDate lastDay)
        implements AssignmentCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.assignment(assignment));
    }
}
