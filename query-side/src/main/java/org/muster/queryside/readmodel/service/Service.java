package org.muster.queryside.readmodel.service;

import java.util.List;
import java.util.Optional;
import org.muster.events.DomainEvent;
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
    private static final Fold<String, Reservation> RESERVATION = Amended.follow(
            Fold.into(Reservation.class)
                    .puts(DoAApproved.class, Reservation::of)
                    .evolves(
                            DoACancelled.class,
                            e -> List.of(e.doa()),
                            (doa, row, e) -> row.map(reserved -> reserved.cancelled(Optional.of(e.cancelledOn())))),
            (original, position) -> switch (original) {
                case DoAApproved e -> List.of(e.doa());
                case DoACancelled e when e.reserved() -> List.of(e.doa());
                default -> List.of();
            },
            (doa, row, before, after) -> before instanceof DoACancelled
                    ? Optional.of(row.cancelled(after.map(DomainEvent::effectiveOn)))
                    : after.map(now -> row.approved(now.effectiveOn())));

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

    private static final Fold<String, EvacuationOrder> ORDER = Amended.follow(
            Fold.into(EvacuationOrder.class)
                    .creates(
                            EvacuationOrdered.class,
                            e -> new EvacuationOrder(
                                    e.order(),
                                    e.mission(),
                                    e.stations(),
                                    e.reference(),
                                    e.orderedOn(),
                                    Optional.empty()))
                    .changes(
                            EvacuationLifted.class,
                            EvacuationLifted::order,
                            (row, e) -> row.lifted(Optional.of(e.liftedOn()))),
            (original, position) -> switch (original) {
                case EvacuationOrdered e -> List.of(e.order());
                case EvacuationLifted e -> List.of(e.order());
                default -> List.of();
            },
            (order, row, before, after) -> before instanceof EvacuationLifted
                    ? Optional.of(row.lifted(after.map(DomainEvent::effectiveOn)))
                    : after.map(EvacuationOrdered.class::cast)
                            .map(now -> row.ordered(now.reference(), now.orderedOn())));

    private static final Fold<Movement.Key, Movement> MOVEMENT = Amended.follow(
            Fold.into(Movement.class)
                    .creates(
                            VolunteerRelocated.class,
                            (e, position) -> Movement.of(e, position).orElseThrow())
                    .creates(
                            VolunteerReturned.class,
                            (e, position) -> Movement.of(e, position).orElseThrow()),
            (original, position) ->
                    Movement.of(original, position).map(Movement::key).stream().toList(),
            (key, row, before, after) -> after.flatMap(now -> Movement.of(now, key.position())));

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
            3,
            List.of(RESERVATION, FILLED, ABSENCE, ORDER, MOVEMENT, POLICY, BIRTH),
            "create index filled_request_of on filled_request (doa);");

    private Service() {}
}
