package org.muster.events.volunteer;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.catalog.EventName;
import org.muster.catalog.RecordedForGood;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * A person was entered in the roster, with sealed personal data.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param nationality the one that counts: ISO 3166-1 alpha-3, a former state in its years, or a code for persons without one
 * @param otherNationalities all others, where there are any
 * @param residence country of residence where it is not that of the nationality
 * @param gender as recorded
 * @param birthYear the year of birth
 * @param bornBefore the first day of the month after the birth: on its anniversaries the volunteer has reached each age
 * @param personalData name, birth date and contacts, encrypted
 * @param identity what stands for the person: the same for one who is registered twice, and random otherwise
 * @param registeredOn the day of registration
 * @param notADuplicate why this is another person than one who looks the same
 */
@EventName("muster.volunteer.registered")
@RecordedForGood(
        "CorrectVolunteerAttribute and CorrectPersonalData correct it, and no correction may repeat sealed data")
public record VolunteerRegistered(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        @Text(pattern = Text.NATIONALITY, max = 3) String nationality,
        Optional<List<@Text(pattern = Text.NATIONALITY, max = 3) String>> otherNationalities,
        Optional<@Text(pattern = Text.COUNTRY, max = 3) String> residence,
        Gender gender,
        int birthYear,
        Optional<LocalDate> bornBefore,
        SealedPersonalData personalData,
        @Text(max = 100) String identity,
        LocalDate registeredOn,
        Optional<DuplicateReason> notADuplicate)
        implements VolunteerEvent {

    public VolunteerRegistered {
        otherNationalities = otherNationalities.map(List::copyOf);
    }

    /** As registrations were first stored: one nationality, no derived date. */
    public VolunteerRegistered(
            String volunteer,
            String nationality,
            Optional<String> residence,
            Gender gender,
            int birthYear,
            SealedPersonalData personalData,
            String identity,
            LocalDate registeredOn) {
        this(
                volunteer,
                nationality,
                Optional.empty(),
                residence,
                gender,
                birthYear,
                Optional.empty(),
                personalData,
                identity,
                registeredOn,
                Optional.empty());
    }

    @Override
    public Set<Tag> tags() {
        return Set.of(subject(), Tag.identity(identity));
    }

    @Override
    public LocalDate effectiveOn() {
        return registeredOn;
    }
}
