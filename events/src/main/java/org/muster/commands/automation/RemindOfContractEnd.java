package org.muster.commands.automation;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;
import org.muster.events.automation.ContractNotice;

/**
 * Reminds of the end of a contract, once for each notice.
 *
 * @param assignment the assignment's identifier
 * @param contractEndsOn the last day of the contract; another one by now, and nothing is due any more
 * @param notice which reminder
 * @param dueOn the day on which it became due
 */
@RefusedWith({RefusalCode.NO_CHANGE, RefusalCode.NOT_OPEN, RefusalCode.NOT_DUE})
public record RemindOfContractEnd(
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment,
        LocalDate contractEndsOn,
        ContractNotice notice,
        LocalDate dueOn)
        implements AutomationCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.assignment(assignment));
    }
}
