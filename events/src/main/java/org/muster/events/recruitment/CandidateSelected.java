package org.muster.events.recruitment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Category;
import org.muster.events.Tag;

/**
 * A volunteer of the roster was selected for a request.
 *
 * @param doa the request's identifier
 * @param mission the acronym of the mission, for instance UNTAC
 * @param volunteer the volunteer's identifier; never a name
 * @param category as requested
 * @param selectedOn the day of the selection
 */
@EventName("muster.doa.candidate-selected")
@Correctable("selectedOn")
public record CandidateSelected(
        @Text(pattern = Text.IDENTIFIER, max = 64) String doa,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        Category category,
        LocalDate selectedOn)
        implements RequestEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject(), Tag.mission(mission), Tag.volunteer(volunteer));
    }

    @Override
    public LocalDate effectiveOn() {
        return selectedOn;
    }
}
