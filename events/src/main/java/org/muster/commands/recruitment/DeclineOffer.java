package org.muster.commands.recruitment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;

/**
 * Records that the volunteer declines an offer.
 *
 * @param assignment the assignment's identifier
 * @param declinedOn the day of the answer
 */
@RefusedWith(RefusalCode.NO_OFFER)
public record DeclineOffer(
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment, LocalDate declinedOn)
        implements RecruitmentCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.assignment(assignment));
    }
}
