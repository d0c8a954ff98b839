package org.muster.commands.recruitment;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;
import org.muster.events.recruitment.ClearanceKind;
import org.muster.events.recruitment.ClearanceResult;

/**
 * Records the result of a clearance; never why.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param kind what it is for
 * @param result the result
 * @param clearedOn the day of the result
 * @param validUntil the last day on which it is valid; absent where it does not expire
 */
@RefusedWith({RefusalCode.DATE_OUT_OF_ORDER, RefusalCode.UNKNOWN_VOLUNTEER})
public record RecordClearance(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        ClearanceKind kind,
        ClearanceResult result,
        LocalDate clearedOn,
        Optional<LocalDate> validUntil)
        implements RecruitmentCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.volunteer(volunteer));
    }
}
