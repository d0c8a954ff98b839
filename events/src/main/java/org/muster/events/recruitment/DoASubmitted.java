package org.muster.events.recruitment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Category;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.Tag;

/**
 * A host entity asked for one volunteer by a Description of Assignment (DoA).
 *
 * @param doa the request's identifier
 * @param mission the acronym of the mission, for instance UNTAC
 * @param category the category that is asked for
 * @param serviceArea what the volunteer will do
 * @param expertise which expertise is asked for
 * @param neededFrom the first day on which the volunteer is needed
 * @param months for how many months
 * @param funding who pays
 * @param fundedUntil the last day that the request says is funded
 * @param liquidationTeam whether the post is in the team that winds the mission up
 * @param submittedOn the day of the request
 */
@EventName("muster.doa.submitted")
@Correctable({
    "category",
    "serviceArea",
    "expertise",
    "neededFrom",
    "months",
    "funding",
    "fundedUntil",
    "liquidationTeam",
    "submittedOn"
})
public record DoASubmitted(
        @Text(pattern = Text.IDENTIFIER, max = 64) String doa,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        Category category,
        ServiceArea serviceArea,
        Expertise expertise,
        LocalDate neededFrom,
        int months,
        FundingSource funding,
        LocalDate fundedUntil,
        boolean liquidationTeam,
        LocalDate submittedOn)
        implements RequestEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject(), Tag.mission(mission));
    }

    @Override
    public LocalDate effectiveOn() {
        return submittedOn;
    }

    /** The last day on which the volunteer is needed. */
    public LocalDate neededUntil() {
        return neededFrom.plusMonths(months).minusDays(1);
    }
}
