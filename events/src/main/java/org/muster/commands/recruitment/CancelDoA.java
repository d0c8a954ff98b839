package org.muster.commands.recruitment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;

/**
 * Cancels a request that is not filled and frees its reservation.
 *
 * @param doa the request's identifier
 * @param cancelledOn the day of the cancellation
 */
@RefusedWith({RefusalCode.NO_CHANGE, RefusalCode.UNKNOWN_DOA, RefusalCode.ALREADY_FILLED})
public record CancelDoA(
        @Text(pattern = Text.IDENTIFIER, max = 64) String doa, LocalDate cancelledOn) implements RecruitmentCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.doa(doa));
    }
}
