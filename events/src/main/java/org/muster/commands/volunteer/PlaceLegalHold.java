package org.muster.commands.volunteer;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;

/**
 * Keeps personal data of a volunteer for a proceeding.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param hold the hold's identifier
 * @param placedOn the first day
 */
@RefusedWith({RefusalCode.NO_CHANGE, RefusalCode.UNKNOWN_VOLUNTEER})
public record PlaceLegalHold(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        @Text(pattern = Text.IDENTIFIER, max = 64) String hold,
        LocalDate placedOn)
        implements VolunteerCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.volunteer(volunteer));
    }
}
