package org.muster.commands.recruitment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;

/**
 * Authorizes the funding of a request.
 *
 * @param doa the request's identifier
 * @param document the financial authorization
 * @param fundedUntil the last day that is funded
 * @param authorizedOn the day of the authorization
 */
@RefusedWith({RefusalCode.UNKNOWN_DOA, RefusalCode.DOA_CANCELLED, RefusalCode.NO_FUNDING})
public record AuthorizeFunding(
        @Text(pattern = Text.IDENTIFIER, max = 64) String doa,
        @Text(max = 120) String document,
        LocalDate fundedUntil,
        LocalDate authorizedOn)
        implements RecruitmentCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.doa(doa));
    }
}
