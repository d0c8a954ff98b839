package org.muster.events.volunteer;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.EventName;
import org.muster.catalog.RecordedForGood;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * A person's data were erased: their key is destroyed, and nobody can read the sealed data any more, wherever they travelled.
 * Whoever kept them in clear erases them too. Category, nationality and dates stay, and with them all counts.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param basis why
 * @param erasedOn the day
 */
@EventName("muster.volunteer.personal-data-erased")
@RecordedForGood("the key is destroyed")
public record VolunteerPersonalDataErased(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer, ErasureBasis basis, LocalDate erasedOn)
        implements VolunteerEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject(), Tag.erasures());
    }

    @Override
    public LocalDate effectiveOn() {
        return erasedOn;
    }
}
