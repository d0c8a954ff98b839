package org.muster.commands.automation;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;

/**
 * Flags an open assignment whose contract is over; where Muster is set up so, it also ends the assignment.
 *
 * @param assignment the assignment's identifier
 * @param contractEndsOn the last day of the contract; another one by now, and nothing is due any more
 * @param flaggedOn a day after that
 * @param complete whether the assignment ends with its contract, for the reason COMPLETION
 */
@RefusedWith({RefusalCode.NO_CHANGE, RefusalCode.NOT_OPEN, RefusalCode.NOT_DUE})
public record FlagOverdueContract(
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment,
        LocalDate contractEndsOn,
        LocalDate flaggedOn,
        boolean complete)
        implements AutomationCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.assignment(assignment));
    }
}
