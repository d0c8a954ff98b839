package org.muster.events.recruitment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * The funding of a request was authorized.
 *
 * @param doa the request's identifier
 * @param mission the acronym of the mission, for instance UNTAC
 * @param document the financial authorization
 * @param fundedUntil the last day that is funded
 * @param authorizedOn the day of the authorization
 */
@EventName("muster.doa.funding-authorized")
@Correctable({"document", "fundedUntil", "authorizedOn"})
public record FundingAuthorized(
        @Text(pattern = Text.IDENTIFIER, max = 64) String doa,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        @Text(max = 120) String document,
        LocalDate fundedUntil,
        LocalDate authorizedOn)
        implements RequestEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject(), Tag.mission(mission));
    }

    @Override
    public LocalDate effectiveOn() {
        return authorizedOn;
    }
}
