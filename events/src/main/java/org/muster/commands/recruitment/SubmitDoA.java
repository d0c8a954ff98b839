package org.muster.commands.recruitment;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Category;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.Tag;
import org.muster.events.recruitment.FundingSource;

/**
 * Asks for one volunteer by a Description of Assignment (DoA).
 *
 * @param doa the request's identifier
 * @param mission the acronym of the mission, for instance UNTAC
 * @param category the category that is asked for
 * @param serviceArea what the volunteer will do
 * @param expertise which expertise is asked for
 * @param neededFrom the first day on which the volunteer is needed
 * @param months for how many months
 * @param funding who pays; a request without funding is refused
 * @param fundedUntil the last day that is funded
 * @param liquidationTeam whether the post is in the team that winds the mission up
 * @param submittedOn the day of the request
 */
@RefusedWith({
    RefusalCode.UNKNOWN_MISSION,
    RefusalCode.DOA_IN_USE,
    RefusalCode.DURATION_OUT_OF_RANGE,
    RefusalCode.NO_FUNDING
})
public record SubmitDoA(
        @Text(pattern = Text.IDENTIFIER, max = 64) String doa,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        Category category,
        ServiceArea serviceArea,
        Expertise expertise,
        LocalDate neededFrom,
        int months,
        Optional<FundingSource> funding,
        Optional<LocalDate> fundedUntil,
        boolean liquidationTeam,
        LocalDate submittedOn)
        implements RecruitmentCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.doa(doa), Tag.mission(mission));
    }
}
