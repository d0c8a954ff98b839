package org.muster.queryside.readmodel.service;

import java.util.List;
import java.util.Optional;
import org.muster.events.assignment.AbsenceRecorded;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.policy.PolicyAdopted;
import org.muster.events.recruitment.DoAApproved;
import org.muster.events.recruitment.DoACancelled;
import org.muster.events.security.EvacuationLifted;
import org.muster.events.security.EvacuationOrdered;
import org.muster.events.security.VolunteerRelocated;
import org.muster.events.security.VolunteerReturned;
import org.muster.events.volunteer.PersonalDataCorrected;
import org.muster.events.volunteer.VolunteerRegistered;
import org.muster.queryside.readmodel.correction.Amended;
import org.muster.readmodels.Fold;
import org.muster.readmodels.ReadModel;

/** How what surrounds service follows from events. */
public final class Service {

    /** A request that was never approved reserves nothing, and its cancellation ends nothing. */
    private static final Fold<String, Reservation> RESERVATION = Fold.into(Reservation.class)
            .puts(DoAApproved.class, Reservation::of)
            .evolves(
                    DoACancelled.class,
                    e -> List.of(e.doa()),
                    (doa, row, e) -> row.map(reserved -> reserved.cancelled(e.cancelledOn())));

    private static final Fold<String, FilledRequest> FILLED = Amended.follow(
            Fold.into(FilledRequest.class)
                    .putsAll(VolunteerDeployed.class, e -> FilledRequest.of(e).toList()),
            (original, position) -> original instanceof VolunteerDeployed e
                    ? FilledRequest.of(e).map(FilledRequest::assignment).toList()
                    : List.of(),
            (assignment, row, before, after) -> after.flatMap(
                    now -> FilledRequest.of((VolunteerDeployed) now).findFirst()));

    private static final Fold<Absence.Key, Absence> ABSENCE = Amended.follow(
            Fold.into(Absence.class).creates(AbsenceRecorded.class, (e, position) -> Absence.of(e, position)),
            (original, position) -> original instanceof AbsenceRecorded e
                    ? List.of(new Absence.Key(e.assignment(), position))
                    : List.of(),
            (key, row, before, after) -> after.map(now -> Absence.of((AbsenceRecorded) now, key.position())));

    private static final Fold<String, EvacuationOrder> ORDER = Fold.into(EvacuationOrder.class)
            .creates(
                    EvacuationOrdered.class,
                    e -> new EvacuationOrder(
                            e.order(), e.mission(), e.stations(), e.reference(), e.orderedOn(), Optional.empty()))
            .changes(EvacuationLifted.class, EvacuationLifted::order, (row, e) -> row.lifted(e.liftedOn()));

    private static final Fold<Movement.Key, Movement> MOVEMENT = Fold.into(Movement.class)
            .creates(
                    VolunteerRelocated.class,
                    (e, position) -> new Movement(
                            new Movement.Key(e.assignment(), e.order(), position),
                            Optional.of(e.haven()),
                            e.relocatedOn()))
            .creates(
                    VolunteerReturned.class,
                    (e, position) -> new Movement(
                            new Movement.Key(e.assignment(), e.order(), position), Optional.empty(), e.returnedOn()));

    private static final Fold<Long, AdoptedPolicy> POLICY = Fold.into(AdoptedPolicy.class)
            .creates(
                    PolicyAdopted.class,
                    (e, position) -> new AdoptedPolicy(
                            position, e.term(), e.category(), e.value(), e.effectiveFrom(), e.source()));

    private static final Fold<String, BirthMonth> BIRTH = Fold.into(BirthMonth.class)
            .creates(VolunteerRegistered.class, BirthMonth::of)
            .changes(
                    PersonalDataCorrected.class,
                    PersonalDataCorrected::volunteer,
                    (row, e) -> new BirthMonth(row.volunteer(), e.bornBefore()));

    /** The read model. */
    public static final ReadModel READ_MODEL = new ReadModel(
            "service",
            2,
            List.of(RESERVATION, FILLED, ABSENCE, ORDER, MOVEMENT, POLICY, BIRTH),
            "create index filled_request_of on filled_request (doa);");

    private Service() {}
}
