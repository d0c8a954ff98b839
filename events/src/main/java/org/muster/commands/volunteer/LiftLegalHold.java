package org.muster.commands.volunteer;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * Ends a legal hold.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param hold the hold's identifier
 * @param liftedOn the first day without it
 */
public record LiftLegalHold(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        @Text(pattern = Text.IDENTIFIER, max = 64) String hold,
        LocalDate liftedOn)
        implements VolunteerCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.volunteer(volunteer));
    }
}
