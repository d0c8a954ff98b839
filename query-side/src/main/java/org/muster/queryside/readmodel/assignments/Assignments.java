package org.muster.queryside.readmodel.assignments;

import java.util.List;
import java.util.Optional;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.ContractExtended;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.volunteer.VolunteerRegistered;
import org.muster.readmodels.Fold;
import org.muster.readmodels.ReadModel;

/** How assignments follow from events. */
public final class Assignments {

    private static final Fold<String, Assignment> ASSIGNMENT = Fold.into(Assignment.class)
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
                    (row, e) -> row.contractUntil(e.contractEndsOn()))
            .changes(
                    AssignmentEnded.class,
                    AssignmentEnded::assignment,
                    (row, e) -> row.separated(e.separationOn(), e.reason()));

    private static final Fold<String, Volunteer> VOLUNTEER = Fold.into(Volunteer.class)
            .creates(VolunteerRegistered.class, e -> new Volunteer(e.volunteer(), e.nationality(), e.gender()));

    /** The read model. */
    public static final ReadModel READ_MODEL = new ReadModel("assignments", List.of(ASSIGNMENT, VOLUNTEER), """
            create index assignment_of_mission on assignment (mission, entry_on_duty);
            create index assignment_of_volunteer on assignment (volunteer);
            """);

    private Assignments() {}
}
