package org.muster.commands.volunteer;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.Touches;
import org.muster.events.Tag;
import org.muster.events.volunteer.Gender;

/**
 * Enters a person in the roster. The personal data are sealed before anything is recorded.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param nationality ISO 3166-1 alpha-3
 * @param residence country of residence where it is not that of the nationality
 * @param gender as recorded
 * @param personalData name, birth date and contacts, in clear
 * @param registeredOn the day of registration
 */
public record RegisterVolunteer(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        @Text(pattern = Text.COUNTRY, max = 3) String nationality,
        Optional<@Text(pattern = Text.COUNTRY, max = 3) String> residence,
        Gender gender,
        PersonalData personalData,
        LocalDate registeredOn)
        implements VolunteerCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.volunteer(volunteer));
    }

    /** Two registrations of one person have the same birth date, so it stands for the person. */
    @Override
    public Touches touches() {
        return Touches.only(Set.of(
                Tag.volunteer(volunteer), Tag.identity(personalData.birthDate().toString())));
    }
}
