package org.muster.commands.automation;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;
import org.muster.events.recruitment.ClearanceKind;

/**
 * Flags a clearance that expired before the entry on duty, in every assignment that waits for it.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param kind what the volunteer is no longer cleared for
 * @param validUntil the last day on which the clearance was valid
 * @param flaggedOn a day after that
 */
@RefusedWith({RefusalCode.NO_CHANGE, RefusalCode.UNKNOWN_VOLUNTEER, RefusalCode.NOT_DUE})
public record FlagExpiredClearance(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        ClearanceKind kind,
        LocalDate validUntil,
        LocalDate flaggedOn)
        implements AutomationCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.volunteer(volunteer));
    }
}
