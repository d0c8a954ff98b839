package org.muster.commandside.domain.volunteer.registervolunteer;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.muster.events.volunteer.DuplicateReason;
import org.muster.events.volunteer.Gender;
import org.muster.events.volunteer.SealedPersonalData;

/**
 * {@link org.muster.commands.volunteer.RegisterVolunteer} after the intake has sealed who the person is: the rule and everything
 * behind it never see a name.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param nationality the one that counts
 * @param otherNationalities all others
 * @param residence country of residence where it is not that of the nationality
 * @param gender as recorded
 * @param birthYear the year of birth; all that reports need of the date
 * @param bornBefore the first day of the month after the birth; all that rules need of the date
 * @param personalData name, birth date and contacts, encrypted under the volunteer's own key
 * @param identity what stands for the person: the same person has the same, and it tells nothing else
 * @param registeredOn the day of registration
 * @param notADuplicate why this is another person than one who looks the same
 */
public record RegisterSealedVolunteer(
        String volunteer,
        String nationality,
        List<String> otherNationalities,
        Optional<String> residence,
        Gender gender,
        int birthYear,
        LocalDate bornBefore,
        SealedPersonalData personalData,
        String identity,
        LocalDate registeredOn,
        Optional<DuplicateReason> notADuplicate) {

    public RegisterSealedVolunteer {
        otherNationalities = List.copyOf(otherNationalities);
    }
}
