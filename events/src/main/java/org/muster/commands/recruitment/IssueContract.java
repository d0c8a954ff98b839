package org.muster.commands.recruitment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.commands.WarnedOf;
import org.muster.commands.WarningCode;
import org.muster.events.Tag;

/**
 * Makes a contract with a volunteer who accepted an offer (rules X1, X7, X8).
 *
 * @param assignment the assignment's identifier
 * @param startsOn the first day of the contract
 * @param endsOn the last day of the contract
 * @param issuedOn the day of the contract
 */
@RefusedWith({
    RefusalCode.DATE_OUT_OF_ORDER,
    RefusalCode.NO_CHANGE,
    RefusalCode.SERVICE_LIMIT,
    RefusalCode.NO_OFFER,
    RefusalCode.OFFER_NOT_ACCEPTED,
    RefusalCode.VOLUNTEER_COMMITTED,
    RefusalCode.CLEARANCE_MISSING,
    RefusalCode.BEYOND_FUNDING
})
@WarnedOf(WarningCode.BEYOND_MANDATE)
public record IssueContract(
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment,
        LocalDate startsOn,
        LocalDate endsOn,
        LocalDate issuedOn)
        implements RecruitmentCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.assignment(assignment));
    }
}
