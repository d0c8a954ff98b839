package org.muster.commandside.domain.model;

import java.time.LocalDate;
import java.util.Optional;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.Category;
import org.muster.events.Tag;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.ContractExtended;
import org.muster.events.assignment.DeathInServiceRecorded;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.assignment.VolunteerReassigned;
import org.muster.events.assignment.VolunteerTransferred;
import org.muster.events.dated.Dated;

/**
 * One volunteer's assignment in one mission, from the entry on duty on.
 *
 * @param assignment the identifier
 * @param volunteer whose
 * @param mission where
 * @param category as deployed
 * @param stations the duty station from day to day
 * @param entryOnDuty the first day of service
 * @param contractEndsOn the last day of the contract; absent where none is on record
 * @param doa the request that it fills; absent for historical records and after a transfer
 * @param lastDay the last day of service; absent while the assignment is open
 */
public record AssignmentRecord(
        String assignment,
        String volunteer,
        String mission,
        Category category,
        Dated<String> stations,
        LocalDate entryOnDuty,
        Optional<LocalDate> contractEndsOn,
        Optional<String> doa,
        Optional<LocalDate> lastDay) {

    /** By the assignment's identifier; empty for one that is not on record. */
    public static final DecisionModel<Optional<AssignmentRecord>> MODEL = DecisionModel.named("assignment", 3)
            .tagged(Tag.ASSIGNMENT)
            .startingAt(Optional.<AssignmentRecord>empty())
            .on(VolunteerDeployed.class, (none, e) -> Optional.of(begun(e)))
            .on(ContractExtended.class, (assignment, e) -> assignment.map(a -> a.until(e.contractEndsOn())))
            .on(
                    VolunteerReassigned.class,
                    (assignment, e) -> assignment.map(a -> a.at(a.stations.with(e.reassignedOn(), e.station()))))
            // The event ends the one assignment, which is on record, and begins the other, which is not.
            .on(
                    VolunteerTransferred.class,
                    (assignment, e) -> Optional.of(
                            assignment.map(a -> a.ended(e.lastDay())).orElseGet(() -> begun(e))))
            .on(AssignmentEnded.class, (assignment, e) -> assignment.map(a -> a.ended(e.lastDay())))
            .on(DeathInServiceRecorded.class, (assignment, e) -> assignment.map(a -> a.ended(e.diedOn())));

    /** Whether the assignment is open or ends on the day or later, and began on it or before. */
    public boolean isOnDutyOn(LocalDate day) {
        return !day.isBefore(entryOnDuty)
                && lastDay.map(last -> !last.isBefore(day)).orElse(true);
    }

    private static AssignmentRecord begun(VolunteerDeployed event) {
        return new AssignmentRecord(
                event.assignment(),
                event.volunteer(),
                event.mission(),
                event.category(),
                Dated.from(event.entryOnDuty(), event.station()),
                event.entryOnDuty(),
                event.contractEndsOn(),
                event.doa(),
                Optional.empty());
    }

    private static AssignmentRecord begun(VolunteerTransferred event) {
        return new AssignmentRecord(
                event.newAssignment(),
                event.volunteer(),
                event.newMission(),
                event.category(),
                Dated.from(event.transferredOn(), event.newStation()),
                event.transferredOn(),
                event.contractEndsOn(),
                Optional.empty(),
                Optional.empty());
    }

    private AssignmentRecord ended(LocalDate on) {
        return new AssignmentRecord(
                assignment, volunteer, mission, category, stations, entryOnDuty, contractEndsOn, doa, Optional.of(on));
    }

    private AssignmentRecord until(LocalDate end) {
        return new AssignmentRecord(
                assignment, volunteer, mission, category, stations, entryOnDuty, Optional.of(end), doa, lastDay);
    }

    private AssignmentRecord at(Dated<String> from) {
        return new AssignmentRecord(
                assignment, volunteer, mission, category, from, entryOnDuty, contractEndsOn, doa, lastDay);
    }
}
