package org.muster.commands.recruitment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;

/**
 * Records that an offer was not answered in time.
 *
 * @param assignment the assignment's identifier
 * @param expiredOn a day after the last one on which it could be accepted
 */
@RefusedWith({RefusalCode.DATE_OUT_OF_ORDER, RefusalCode.NO_OFFER})
public record ExpireOffer(
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment, LocalDate expiredOn)
        implements RecruitmentCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.assignment(assignment));
    }
}
