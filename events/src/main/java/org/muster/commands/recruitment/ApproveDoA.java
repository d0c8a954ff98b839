package org.muster.commands.recruitment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;

/**
 * Approves a request and reserves a post for it (rule X2).
 *
 * @param doa the request's identifier
 * @param approvedOn the day of the approval
 */
@RefusedWith({
    RefusalCode.UNKNOWN_MISSION,
    RefusalCode.NO_CHANGE,
    RefusalCode.UNKNOWN_DOA,
    RefusalCode.DOA_CANCELLED,
    RefusalCode.NO_FUNDING,
    RefusalCode.NO_CEILING,
    RefusalCode.MISSION_NOT_OPEN
})
public record ApproveDoA(
        @Text(pattern = Text.IDENTIFIER, max = 64) String doa, LocalDate approvedOn) implements RecruitmentCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.doa(doa));
    }
}
