package org.muster.commands.volunteer;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;
import org.muster.events.volunteer.ErasureBasis;

/**
 * Erases a person's data for good. Only an administrator may send it; where policy asks for two persons, the first command is a
 * request, and a second one, of another administrator, erases.
 *
 * @param volunteer the volunteer's identifier
 * @param basis why
 * @param erasedOn the day, which is today: the retention that holds is that of the day
 */
@RefusedWith({
    RefusalCode.UNKNOWN_VOLUNTEER,
    RefusalCode.OPEN_ASSIGNMENT,
    RefusalCode.RETENTION_ACTIVE,
    RefusalCode.LEGAL_HOLD,
    RefusalCode.ALREADY_ERASED,
    RefusalCode.SECOND_PERSON_NEEDED
})
public record ErasePersonalData(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer, ErasureBasis basis, LocalDate erasedOn)
        implements VolunteerCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.volunteer(volunteer));
    }

    @Override
    public boolean administrative() {
        return true;
    }
}
