package org.muster.queryside.readmodel.assignments;

import java.util.List;
import java.util.Optional;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.ContractExtended;
import org.muster.events.assignment.DeathInServiceRecorded;
import org.muster.events.assignment.SeparationClass;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.assignment.VolunteerReassigned;
import org.muster.events.assignment.VolunteerTransferred;
import org.muster.events.volunteer.VolunteerAttributeCorrected;
import org.muster.events.volunteer.VolunteerRegistered;
import org.muster.queryside.readmodel.correction.Amended;
import org.muster.readmodels.Fold;
import org.muster.readmodels.ImpossibleEventException;
import org.muster.readmodels.ReadModel;

/** How assignments follow from events. */
public final class Assignments {

    private static final Fold<String, Assignment> AS_RECORDED = Fold.into(Assignment.class)
            .creates(
                    VolunteerDeployed.class,
                    e -> new Assignment(
                            e.assignment(),
                            e.volunteer(),
                            e.mission(),
                            e.category().type(),
                            e.category(),
                            e.serviceArea(),
                            e.station(),
                            e.entryOnDuty(),
                            e.contractEndsOn(),
                            Optional.empty(),
                            Optional.empty()))
            .changes(
                    ContractExtended.class,
                    ContractExtended::assignment,
                    (row, e) -> row.contractUntil(Optional.of(e.contractEndsOn())))
            .changes(
                    AssignmentEnded.class,
                    AssignmentEnded::assignment,
                    (row, e) -> row.separated(e.separationOn(), Optional.of(e.reason())))
            .changes(
                    DeathInServiceRecorded.class,
                    DeathInServiceRecorded::assignment,
                    (row, e) -> row.separated(e.separationOn(), Optional.of(SeparationClass.DEATH_IN_SERVICE)))
            .evolves(
                    VolunteerTransferred.class,
                    e -> List.of(e.assignment(), e.newAssignment()),
                    (key, row, e) -> Optional.of(transferred(key, row, e)));

    private static final Fold<String, Assignment> ASSIGNMENT =
            Amended.follow(AS_RECORDED, AmendedAssignments::keys, AmendedAssignments::amended);

    private static final Fold<Reassignment.Key, Reassignment> REASSIGNMENT = Amended.follow(
            Fold.into(Reassignment.class)
                    .creates(VolunteerReassigned.class, (e, position) -> Reassignment.of(e, position)),
            (original, position) -> original instanceof VolunteerReassigned e
                    ? List.of(Reassignment.of(e, position).key())
                    : List.of(),
            (key, row, before, after) -> after.map(now -> Reassignment.of((VolunteerReassigned) now, key.position())));

    private static final Fold<String, Volunteer> VOLUNTEER = Fold.into(Volunteer.class)
            .creates(VolunteerRegistered.class, e -> new Volunteer(e.volunteer(), e.nationality(), e.gender()))
            .changes(
                    VolunteerAttributeCorrected.class,
                    VolunteerAttributeCorrected::volunteer,
                    (row, e) -> new Volunteer(
                            row.volunteer(),
                            e.nationality().orElse(row.nationality()),
                            e.gender().orElse(row.gender())));

    /** The read model. */
    public static final ReadModel READ_MODEL =
            new ReadModel("assignments", 4, List.of(ASSIGNMENT, REASSIGNMENT, VOLUNTEER), """
            create index assignment_of_mission on assignment (mission, entry_on_duty);
            create index assignment_of_volunteer on assignment (volunteer);
            create index assignment_by_separation on assignment (separation_on);
            create index assignment_history_of_volunteer on assignment_history (volunteer);
            """);

    private Assignments() {}

    /** The event ends the one assignment and begins the other on the same day, so nobody counts twice or not at all. */
    private static Assignment transferred(String key, Optional<Assignment> row, VolunteerTransferred event) {
        if (key.equals(event.assignment())) {
            return row.orElseThrow(() -> new ImpossibleEventException("assignment " + key + " was never created"))
                    .separated(event.transferredOn(), Optional.empty());
        }
        if (row.isPresent()) {
            throw new ImpossibleEventException("assignment " + key + " exists already");
        }
        return new Assignment(
                event.newAssignment(),
                event.volunteer(),
                event.newMission(),
                event.category().type(),
                event.category(),
                event.serviceArea(),
                event.newStation(),
                event.transferredOn(),
                event.contractEndsOn(),
                Optional.empty(),
                Optional.empty());
    }
}
