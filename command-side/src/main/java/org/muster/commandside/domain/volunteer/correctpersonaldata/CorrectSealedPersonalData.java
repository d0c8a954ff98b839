package org.muster.commandside.domain.volunteer.correctpersonaldata;

import java.time.LocalDate;
import org.muster.events.volunteer.SealedPersonalData;

/**
 * {@link org.muster.commands.volunteer.CorrectPersonalData} after the intake has sealed who the person is.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param nationality the one that counts
 * @param birthYear the year of birth
 * @param bornBefore the first day of the month after the birth; all that rules need of the date
 * @param personalData name, birth date and contacts, encrypted under the volunteer's own key
 * @param identity what stands for the person: the same person has the same, and it tells nothing else
 * @param correctedOn the day of the correction
 */
public record CorrectSealedPersonalData(
        String volunteer,
        String nationality,
        int birthYear,
        LocalDate bornBefore,
        SealedPersonalData personalData,
        String identity,
        LocalDate correctedOn) {}
