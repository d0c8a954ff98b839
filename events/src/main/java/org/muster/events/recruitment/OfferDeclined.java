package org.muster.events.recruitment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * A volunteer declined an offer; the post stays reserved for another candidate.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param assignment the identifier that the assignment has from its offer on
 * @param doa the request that is answered
 * @param mission the acronym of the mission, for instance UNTAC
 * @param declinedOn the day of the answer
 */
@EventName("muster.volunteer.offer-declined")
@Correctable("declinedOn")
public record OfferDeclined(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment,
        @Text(pattern = Text.IDENTIFIER, max = 64) String doa,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        LocalDate declinedOn)
        implements CandidateEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject(), Tag.assignment(assignment), Tag.doa(doa), Tag.mission(mission));
    }

    @Override
    public LocalDate effectiveOn() {
        return declinedOn;
    }
}
