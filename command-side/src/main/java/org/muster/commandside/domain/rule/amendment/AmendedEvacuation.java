package org.muster.commandside.domain.rule.amendment;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Amendment;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.security.EvacuationOrder;
import org.muster.commandside.domain.model.service.FieldService;
import org.muster.events.DomainEvent;
import org.muster.events.assignment.MedicalEvacuationRecorded;
import org.muster.events.assignment.MedicalEvacuationStatus;
import org.muster.events.correction.CorrectionEvent;
import org.muster.events.dated.Dated;
import org.muster.events.security.EvacuationLifted;
import org.muster.events.security.EvacuationOrdered;
import org.muster.events.security.VolunteerRelocated;
import org.muster.events.security.VolunteerReturned;

/**
 * An evacuation is amended, ordered or medical. Whoever was brought to a safe haven served on that day at a station that the order
 * was about; stays follow one another; and a medical evacuation is followed by a return before the next one.
 */
record AmendedEvacuation(Amendment amendment, Boundary boundary) {

    Decision decide(EvacuationOrdered known, CorrectionEvent event) {
        Optional<EvacuationOrder> amended = boundary.readAmended(EvacuationOrder.MODEL, known.order(), amendment);
        if (amended.isEmpty()) {
            boolean rests = boundary.read(EvacuationOrder.MODEL, known.order())
                    .filter(order ->
                            !order.relocations().isEmpty() || order.liftedOn().isPresent())
                    .isPresent();
            return rests ? laterRecords("order", known.order()) : Decision.accepted(event);
        }
        return orderHolds(amended.get()).orElseGet(() -> Decision.accepted(event));
    }

    Decision decide(EvacuationLifted known, CorrectionEvent event) {
        return boundary.readAmended(EvacuationOrder.MODEL, known.order(), amendment)
                .flatMap(AmendedEvacuation::orderHolds)
                .orElseGet(() -> Decision.accepted(event));
    }

    Decision decide(VolunteerRelocated known, CorrectionEvent event) {
        FieldService service = boundary.read(FieldService.MODEL, known.assignment());
        boolean lasts = service.relocation()
                .filter(stay ->
                        stay.order().equals(known.order()) && stay.since().equals(known.relocatedOn()))
                .isPresent();
        return amendment.annulled()
                ? (lasts ? Decision.accepted(event) : laterRecords("assignment", known.assignment()))
                : moved(known.assignment(), known.volunteer(), event);
    }

    Decision decide(VolunteerReturned known, CorrectionEvent event) {
        List<FieldService.Stay> stays =
                boundary.read(FieldService.MODEL, known.assignment()).stays();
        boolean last = !stays.isEmpty() && stays.getLast().until().equals(Optional.of(known.returnedOn()));
        return amendment.annulled() && !last
                ? laterRecords("assignment", known.assignment())
                : moved(known.assignment(), known.volunteer(), event);
    }

    Decision decide(MedicalEvacuationRecorded known, CorrectionEvent event) {
        Dated<MedicalEvacuationStatus> before =
                boundary.read(FieldService.MODEL, known.assignment()).medicalEvacuation();
        Dated<MedicalEvacuationStatus> after = boundary.readAmended(FieldService.MODEL, known.assignment(), amendment)
                .medicalEvacuation();
        return AmendedService.decide(
                known.assignment(),
                known.volunteer(),
                amendment,
                boundary,
                service -> amendment
                        .apply(known)
                        .map(DomainEvent::effectiveOn)
                        .filter(day -> !service.assignment().isOnDutyOn(day))
                        .map(day -> Decision.rejected(
                                RefusalCode.NOT_DEPLOYED,
                                Map.of("assignment", known.assignment(), "on", day.toString())))
                        .or(() -> isBroken(after) && !isBroken(before)
                                ? Optional.of(laterRecords("assignment", known.assignment()))
                                : Optional.empty())
                        .orElseGet(() -> Decision.accepted(event)));
    }

    /** Whoever was never evacuated stands as if returned. */
    private static boolean isBroken(Dated<MedicalEvacuationStatus> statuses) {
        MedicalEvacuationStatus earlier = MedicalEvacuationStatus.RETURNED;
        for (Dated.Entry<MedicalEvacuationStatus> entry : statuses.entries()) {
            if (entry.value() == earlier) {
                return true;
            }
            earlier = entry.value();
        }
        return false;
    }

    private Decision moved(String assignment, String volunteer, CorrectionEvent event) {
        List<FieldService.Stay> stays =
                boundary.readAmended(FieldService.MODEL, assignment, amendment).stays();
        LocalDate earliest = LocalDate.MIN;
        for (FieldService.Stay stay : stays) {
            LocalDate until = stay.until().orElse(stay.since());
            if (stay.since().isBefore(earliest) || until.isBefore(stay.since())) {
                return outOfOrder(
                        stay.since().isBefore(earliest) ? stay.since() : until,
                        "notBefore",
                        stay.since().isBefore(earliest) ? earliest : stay.since());
            }
            earliest = until;
        }
        return AmendedService.decide(
                assignment,
                volunteer,
                amendment,
                boundary,
                service -> service.havensWereOrdered().orElseGet(() -> Decision.accepted(event)));
    }

    private static Optional<Decision> orderHolds(EvacuationOrder order) {
        List<LocalDate> moves = order.relocations();
        if (!moves.isEmpty() && moves.getFirst().isBefore(order.orderedOn())) {
            return Optional.of(outOfOrder(order.orderedOn(), "notAfter", moves.getFirst()));
        }
        return order.liftedOn()
                .filter(lifted -> lifted.isBefore(order.orderedOn()))
                .map(lifted -> outOfOrder(lifted, "notBefore", order.orderedOn()))
                .or(() -> order.liftedOn()
                        .filter(lifted -> !moves.isEmpty() && !moves.getLast().isBefore(lifted))
                        .map(lifted ->
                                outOfOrder(lifted, "notBefore", moves.getLast().plusDays(1))));
    }

    private static Decision outOfOrder(LocalDate day, String bound, LocalDate limit) {
        return Decision.rejected(RefusalCode.DATE_OUT_OF_ORDER, Map.of("on", day.toString(), bound, limit.toString()));
    }

    private static Decision laterRecords(String what, String id) {
        return Decision.rejected(RefusalCode.LATER_RECORDS, Map.of(what, id));
    }
}
