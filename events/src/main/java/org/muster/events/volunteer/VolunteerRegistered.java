package org.muster.events.volunteer;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * A person was entered in the roster, with sealed personal data.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param nationality ISO 3166-1 alpha-3
 * @param residence country of residence where it is not that of the nationality
 * @param gender as recorded
 * @param birthYear the year of birth
 * @param personalData name, birth date and contacts, encrypted
 * @param identity keyed fingerprint of the person
 * @param registeredOn the day of registration
 */
@EventName("muster.volunteer.registered")
public record VolunteerRegistered(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        @Text(pattern = Text.COUNTRY, max = 3) String nationality,
        Optional<@Text(pattern = Text.COUNTRY, max = 3) String> residence,
        Gender gender,
        int birthYear,
        SealedPersonalData personalData,
        @Text(max = 100) String identity,
        LocalDate registeredOn)
        implements VolunteerEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject(), Tag.identity(identity));
    }

    @Override
    public LocalDate effectiveOn() {
        return registeredOn;
    }
}
