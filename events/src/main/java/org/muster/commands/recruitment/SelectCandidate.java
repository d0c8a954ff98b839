package org.muster.commands.recruitment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;

/**
 * Selects a volunteer of the roster for a request (rules X6, X7).
 *
 * @param doa the request's identifier
 * @param volunteer the volunteer's identifier; never a name
 * @param selectedOn the day of the selection
 */
@RefusedWith({
    RefusalCode.NO_CHANGE,
    RefusalCode.UNKNOWN_VOLUNTEER,
    RefusalCode.UNKNOWN_DOA,
    RefusalCode.DOA_CANCELLED,
    RefusalCode.NO_FUNDING,
    RefusalCode.SERVICE_LIMIT,
    RefusalCode.NOT_ELIGIBLE
})
public record SelectCandidate(
        @Text(pattern = Text.IDENTIFIER, max = 64) String doa,
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        LocalDate selectedOn)
        implements RecruitmentCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.doa(doa), Tag.volunteer(volunteer));
    }
}
