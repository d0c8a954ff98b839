package org.muster.commands.assignment;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * Records a volunteer's resignation.
 *
 * @param assignment the assignment's identifier
 * @param noticeOn the day of the notice
 * @param lastDay the last day of service that the notice names
 */
public record SubmitResignation(
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment, LocalDate noticeOn, LocalDate lastDay)
        implements AssignmentCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.assignment(assignment));
    }
}
