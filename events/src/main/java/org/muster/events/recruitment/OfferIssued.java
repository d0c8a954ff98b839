package org.muster.events.recruitment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Category;
import org.muster.events.Tag;

/**
 * A selected candidate was offered an assignment.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param assignment the identifier that the assignment has from its offer on
 * @param doa the request that is answered
 * @param mission the acronym of the mission, for instance UNTAC
 * @param category the volunteer's category; decides which establishment is filled
 * @param startsOn the first day of the contract on offer
 * @param endsOn the last day of the contract on offer
 * @param answerBy the last day on which the offer can be accepted
 * @param issuedOn the day of the offer
 */
@EventName("muster.volunteer.offer-issued")
@Correctable({"startsOn", "endsOn", "answerBy", "issuedOn"})
public record OfferIssued(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment,
        @Text(pattern = Text.IDENTIFIER, max = 64) String doa,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        Category category,
        LocalDate startsOn,
        LocalDate endsOn,
        LocalDate answerBy,
        LocalDate issuedOn)
        implements CandidateEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject(), Tag.assignment(assignment), Tag.doa(doa), Tag.mission(mission));
    }

    @Override
    public LocalDate effectiveOn() {
        return issuedOn;
    }
}
