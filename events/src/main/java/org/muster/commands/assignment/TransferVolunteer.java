package org.muster.commands.assignment;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.commands.WarnedOf;
import org.muster.commands.WarningCode;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.Tag;

/**
 * Moves a volunteer to another mission (rules X2, X3, X5, X6, X9).
 *
 * @param assignment the assignment that ends
 * @param newAssignment the assignment that begins
 * @param mission the mission to join
 * @param station the duty station there
 * @param serviceArea what the volunteer will do
 * @param expertise which expertise is asked for
 * @param transferredOn the first day of the new assignment
 * @param contractEndsOn the last day of the contract; absent where it stays as it is
 */
@RefusedWith({
    RefusalCode.UNKNOWN_MISSION,
    RefusalCode.STATION_CLOSED,
    RefusalCode.DATE_OUT_OF_ORDER,
    RefusalCode.SERVICE_LIMIT,
    RefusalCode.ASSIGNMENT_IN_USE,
    RefusalCode.ALREADY_DEPLOYED,
    RefusalCode.NOT_ELIGIBLE,
    RefusalCode.STATION_NOT_IN_MISSION,
    RefusalCode.SAME_MISSION,
    RefusalCode.TARGET_NOT_OPEN,
    RefusalCode.TARGET_CEILING_REACHED,
    RefusalCode.NOT_OPEN,
    RefusalCode.BEFORE_ENTRY_ON_DUTY
})
@WarnedOf(WarningCode.BEYOND_MANDATE)
public record TransferVolunteer(
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment,
        @Text(pattern = Text.IDENTIFIER, max = 64) String newAssignment,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        @Text(pattern = Text.IDENTIFIER, max = 64) String station,
        ServiceArea serviceArea,
        Expertise expertise,
        LocalDate transferredOn,
        Optional<LocalDate> contractEndsOn)
        implements AssignmentCommand {

    @Override
    public Set<Tag> tags() {
        return Set.copyOf(List.of(
                Tag.assignment(assignment), Tag.assignment(newAssignment), Tag.mission(mission), Tag.station(station)));
    }
}
