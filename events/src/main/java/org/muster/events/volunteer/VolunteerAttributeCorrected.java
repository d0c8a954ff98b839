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
 * What the register holds about a volunteer outside the sealed part was corrected; what is absent stays.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param nationality the nationality that counts, where it was wrong
 * @param otherNationalities all other nationalities, where they were wrong
 * @param residence the country of residence, where it was wrong
 * @param gender as recorded, where it was wrong
 * @param correctedOn the day of the correction
 */
@EventName("muster.volunteer.attribute-corrected")
@RecordedForGood("the next CorrectVolunteerAttribute takes its place")
public record VolunteerAttributeCorrected(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        Optional<@Text(pattern = Text.NATIONALITY, max = 3) String> nationality,
        Optional<List<@Text(pattern = Text.NATIONALITY, max = 3) String>> otherNationalities,
        Optional<@Text(pattern = Text.COUNTRY, max = 3) String> residence,
        Optional<Gender> gender,
        LocalDate correctedOn)
        implements VolunteerEvent {

    public VolunteerAttributeCorrected {
        otherNationalities = otherNationalities.map(List::copyOf);
    }

    @Override
    public Set<Tag> tags() {
        return Set.of(subject());
    }

    @Override
    public LocalDate effectiveOn() {
        return correctedOn;
    }
}
