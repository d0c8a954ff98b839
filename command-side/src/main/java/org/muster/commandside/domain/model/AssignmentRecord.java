package org.muster.commandside.domain.model;

import java.time.LocalDate;
import java.util.Optional;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.Category;
import org.muster.events.Tag;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.ContractExtended;
import org.muster.events.assignment.VolunteerDeployed;

/**
 * One volunteer's assignment in one mission.
 *
 * @param assignment the identifier
 * @param volunteer whose
 * @param mission where
 * @param category as deployed
 * @param entryOnDuty the first day of service
 * @param contractEndsOn the last day of the contract; absent where none is on record
 * @param lastDay the last day of service; absent while the assignment is open
 */
public record AssignmentRecord(
        String assignment,
        String volunteer,
        String mission,
        Category category,
        LocalDate entryOnDuty,
        Optional<LocalDate> contractEndsOn,
        Optional<LocalDate> lastDay) {

    /** By the assignment's identifier; empty for one that is not on record. */
    public static final DecisionModel<Optional<AssignmentRecord>> MODEL = DecisionModel.named("assignment", 2)
            .tagged(Tag.ASSIGNMENT)
            .startingAt(Optional.<AssignmentRecord>empty())
            .on(VolunteerDeployed.class, (none, e) -> Optional.of(begun(e)))
            .on(ContractExtended.class, (assignment, e) -> assignment.map(a -> a.extended(e.contractEndsOn())))
            .on(AssignmentEnded.class, (assignment, e) -> assignment.map(a -> a.ended(e.lastDay())));

    private static AssignmentRecord begun(VolunteerDeployed event) {
        return new AssignmentRecord(
                event.assignment(),
                event.volunteer(),
                event.mission(),
                event.category(),
                event.entryOnDuty(),
                event.contractEndsOn(),
                Optional.empty());
    }

    private AssignmentRecord ended(LocalDate on) {
        return new AssignmentRecord(
                assignment, volunteer, mission, category, entryOnDuty, contractEndsOn, Optional.of(on));
    }

    private AssignmentRecord extended(LocalDate end) {
        return new AssignmentRecord(assignment, volunteer, mission, category, entryOnDuty, Optional.of(end), lastDay);
    }
}
