package org.muster.commands.security;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;

/**
 * Records that a volunteer came back from a safe haven.
 *
 * @param assignment the assignment's identifier
 * @param returnedOn the first day back
 */
@RefusedWith({RefusalCode.DATE_OUT_OF_ORDER, RefusalCode.NOT_RELOCATED})
public record ReturnVolunteer(
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment, LocalDate returnedOn) implements SecurityCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.assignment(assignment));
    }
}
