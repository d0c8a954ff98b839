package org.muster.commands.recruitment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;

/**
 * Records that the volunteer accepts an offer (rule X1).
 *
 * @param assignment the assignment's identifier
 * @param acceptedOn the day of the answer
 */
@RefusedWith({
    RefusalCode.DOA_CANCELLED,
    RefusalCode.NO_OFFER,
    RefusalCode.OFFER_EXPIRED,
    RefusalCode.VOLUNTEER_COMMITTED
})
public record AcceptOffer(
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment, LocalDate acceptedOn)
        implements RecruitmentCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.assignment(assignment));
    }
}
