package org.muster.commands.security;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;

/**
 * Records that a volunteer was moved to a safe haven.
 *
 * @param assignment the assignment's identifier
 * @param order the order's identifier
 * @param haven the place of safety, for instance its UN/LOCODE
 * @param relocatedOn the first day there
 */
@RefusedWith({RefusalCode.NO_CHANGE, RefusalCode.NOT_DEPLOYED, RefusalCode.NO_SECURITY_ORDER})
public record RelocateVolunteer(
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment,
        @Text(pattern = Text.IDENTIFIER, max = 64) String order,
        @Text(pattern = Text.IDENTIFIER, max = 64) String haven,
        LocalDate relocatedOn)
        implements SecurityCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.assignment(assignment), Tag.order(order));
    }
}
