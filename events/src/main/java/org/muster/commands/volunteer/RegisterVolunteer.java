package org.muster.commands.volunteer;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.commands.WarnedOf;
import org.muster.commands.WarningCode;
import org.muster.events.Tag;
import org.muster.events.volunteer.DuplicateReason;
import org.muster.events.volunteer.Gender;

/**
 * Enters a person in the roster. The personal data are sealed before anything is recorded.
 *
 * @param volunteer the volunteer's identifier; one that holds a part of the person's name or the number of the passport is refused, because it is
 *     copied into topics, tags and logs
 * @param nationality the one that counts: ISO 3166-1 alpha-3, a former state in its years, or a code for persons without one
 * @param otherNationalities all others
 * @param residence country of residence where it is not that of the nationality
 * @param gender as recorded
 * @param personalData name, birth date and contacts, in clear
 * @param registeredOn the day of registration
 * @param notADuplicate why this is another person than one who looks the same; only an administrator may say so
 */
@RefusedWith({
    RefusalCode.VOLUNTEER_IN_USE,
    RefusalCode.DUPLICATE_IDENTITY,
    RefusalCode.NATIONALITY_NOT_VALID,
    RefusalCode.IMPLAUSIBLE_BIRTH_DATE
})
@WarnedOf(WarningCode.POSSIBLE_DUPLICATE)
public record RegisterVolunteer(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        @Text(pattern = Text.NATIONALITY, max = 3) String nationality,
        Optional<List<@Text(pattern = Text.NATIONALITY, max = 3) String>> otherNationalities,
        Optional<@Text(pattern = Text.COUNTRY, max = 3) String> residence,
        Gender gender,
        PersonalData personalData,
        LocalDate registeredOn,
        Optional<DuplicateReason> notADuplicate)
        implements VolunteerCommand {

    public RegisterVolunteer {
        otherNationalities = otherNationalities.map(List::copyOf);
    }

    /** One nationality, and nobody who looks the same. */
    public RegisterVolunteer(
            String volunteer,
            String nationality,
            Optional<String> residence,
            Gender gender,
            PersonalData personalData,
            LocalDate registeredOn) {
        this(volunteer, nationality, Optional.empty(), residence, gender, personalData, registeredOn, Optional.empty());
    }

    /** The rule against duplicates is overridden by an administrator only. */
    @Override
    public boolean administrative() {
        return notADuplicate.isPresent();
    }

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.volunteer(volunteer));
    }
}
