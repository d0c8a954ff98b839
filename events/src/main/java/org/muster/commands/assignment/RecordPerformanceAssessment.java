package org.muster.commands.assignment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;
import org.muster.events.assignment.PerformanceOutcome;

/**
 * Records the outcome of an assessment.
 *
 * @param assignment the assignment's identifier
 * @param outcome the outcome
 * @param periodFrom the first day that is assessed
 * @param periodTo the last day that is assessed
 * @param assessedOn the day of the assessment
 */
@RefusedWith({RefusalCode.DATE_OUT_OF_ORDER, RefusalCode.NOT_DEPLOYED})
public record RecordPerformanceAssessment(
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment,
        PerformanceOutcome outcome,
        LocalDate periodFrom,
        LocalDate periodTo,
        LocalDate assessedOn)
        implements AssignmentCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.assignment(assignment));
    }
}
