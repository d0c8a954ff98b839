package org.muster.events.assignment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * The performance in an assignment was assessed.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param assignment the assignment's identifier
 * @param mission the acronym of the mission, for instance UNTAC
 * @param outcome the outcome
 * @param periodFrom the first day that is assessed
 * @param periodTo the last day that is assessed
 * @param assessedOn the day of the assessment
 */
@EventName("muster.volunteer.performance-assessed")
@Correctable("outcome")
public record PerformanceAssessed(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        PerformanceOutcome outcome,
        LocalDate periodFrom,
        LocalDate periodTo,
        LocalDate assessedOn)
        implements AssignmentEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject(), Tag.assignment(assignment), Tag.mission(mission));
    }

    @Override
    public LocalDate effectiveOn() {
        return assessedOn;
    }
}
