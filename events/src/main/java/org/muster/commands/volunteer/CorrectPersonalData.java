package org.muster.commands.volunteer;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;

/**
 * Corrects who a person is. The data take the place of all that are on record, and are sealed before anything is recorded.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param nationality the one that counts, as it is on record: with it, name and birth date tell whether two are one person
 * @param personalData name, birth date and contacts, in clear; what is left out is no longer on record
 * @param correctedOn the day of the correction
 */
@RefusedWith({
    RefusalCode.UNKNOWN_VOLUNTEER,
    RefusalCode.DUPLICATE_IDENTITY,
    RefusalCode.IMPLAUSIBLE_BIRTH_DATE,
    RefusalCode.ALREADY_ERASED,
    RefusalCode.NATIONALITY_DIFFERS
})
public record CorrectPersonalData(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        @Text(pattern = Text.NATIONALITY, max = 3) String nationality,
        PersonalData personalData,
        LocalDate correctedOn)
        implements VolunteerCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.volunteer(volunteer));
    }
}
