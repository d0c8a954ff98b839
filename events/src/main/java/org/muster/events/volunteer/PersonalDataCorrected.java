package org.muster.events.volunteer;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.EventName;
import org.muster.catalog.RecordedForGood;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * A person's data were corrected: these take the place of all sealed before, under the same key.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param birthYear the year of birth
 * @param bornBefore the first day of the month after the birth: on its anniversaries the volunteer has reached each age
 * @param personalData name, birth date and contacts, encrypted
 * @param identity what stands for the person: the same for one who is registered twice, and random otherwise
 * @param correctedOn the day of the correction
 */
@EventName("muster.volunteer.personal-data-corrected")
@RecordedForGood("the next CorrectPersonalData takes its place, and no correction may repeat sealed data")
public record PersonalDataCorrected(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        int birthYear,
        LocalDate bornBefore,
        SealedPersonalData personalData,
        @Text(max = 100) String identity,
        LocalDate correctedOn)
        implements VolunteerEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject(), Tag.identity(identity));
    }

    @Override
    public LocalDate effectiveOn() {
        return correctedOn;
    }
}
