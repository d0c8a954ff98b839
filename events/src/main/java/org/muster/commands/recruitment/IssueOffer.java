package org.muster.commands.recruitment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;

/**
 * Offers an assignment to a selected candidate.
 *
 * @param assignment the identifier that the assignment has from now on
 * @param doa the request's identifier
 * @param volunteer the volunteer's identifier; never a name
 * @param startsOn the first day of the contract on offer
 * @param endsOn the last day of the contract on offer
 * @param answerBy the last day on which the offer can be accepted
 * @param issuedOn the day of the offer
 */
@RefusedWith({
    RefusalCode.DATE_OUT_OF_ORDER,
    RefusalCode.UNKNOWN_DOA,
    RefusalCode.DOA_CANCELLED,
    RefusalCode.DOA_NOT_APPROVED,
    RefusalCode.ALREADY_FILLED,
    RefusalCode.NOT_SELECTED,
    RefusalCode.ASSIGNMENT_IN_USE
})
public record IssueOffer(
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment,
        @Text(pattern = Text.IDENTIFIER, max = 64) String doa,
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        LocalDate startsOn,
        LocalDate endsOn,
        LocalDate answerBy,
        LocalDate issuedOn)
        implements RecruitmentCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.assignment(assignment), Tag.doa(doa), Tag.volunteer(volunteer));
    }
}
