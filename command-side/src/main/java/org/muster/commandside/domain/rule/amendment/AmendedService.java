package org.muster.commandside.domain.rule.amendment;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Amendment;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.AssignmentRecord;
import org.muster.commandside.domain.model.DutyStation;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.MissionPosts;
import org.muster.commandside.domain.model.VolunteerRecord;
import org.muster.commandside.domain.model.recruitment.ReservedPosts;
import org.muster.commandside.domain.model.security.EvacuationOrder;
import org.muster.commandside.domain.model.service.FieldService;
import org.muster.commandside.domain.rule.Commitment;
import org.muster.commandside.domain.rule.OpenStations;
import org.muster.commandside.domain.rule.Vacancy;

/**
 * An assignment as it would be, were an amendment on record: what every amendment of its days is judged by.
 *
 * @param assignment the assignment
 * @param volunteer whose
 */
record AmendedService(AssignmentRecord assignment, VolunteerRecord volunteer, Amendment amendment, Boundary boundary) {

    /**
     * Decides on the assignment as it would be. Where this process does not know the assignment yet, though its event is on record,
     * the refusal is never given: it is not confirmed, and the command is retried.
     */
    static Decision decide(
            String assignment,
            String volunteer,
            Amendment amendment,
            Boundary boundary,
            Function<AmendedService, Decision> decision) {
        Optional<AssignmentRecord> service = boundary.readAmended(AssignmentRecord.MODEL, assignment, amendment);
        Optional<VolunteerRecord> person = boundary.readAmended(VolunteerRecord.MODEL, volunteer, amendment);
        return service.flatMap(a -> person.map(v -> decision.apply(new AmendedService(a, v, amendment, boundary))))
                .orElse(Decision.rejected(RefusalCode.UNKNOWN_EVENT, Map.of("event", amendment.event())));
    }

    /** X1, and the order of the assignment's own days. */
    Optional<Decision> daysAreFree() {
        return assignment
                .lastDay()
                .filter(last -> last.isBefore(assignment.entryOnDuty()))
                .map(last -> Decision.rejected(
                        RefusalCode.BEFORE_ENTRY_ON_DUTY,
                        Map.of(
                                "lastDay",
                                last.toString(),
                                "entryOnDuty",
                                assignment.entryOnDuty().toString())))
                .or(() -> Commitment.refusal(
                        RefusalCode.ALREADY_DEPLOYED,
                        volunteer,
                        assignment.assignment(),
                        assignment.entryOnDuty(),
                        assignment.lastDay().or(assignment::contractEndsOn)));
    }

    /** X2, on days on which the assignment would encumber a post and does not yet. */
    Optional<Decision> postIsThere(LocalDate first, LocalDate last) {
        return first.isAfter(last)
                ? Optional.empty()
                : Vacancy.exceeded(
                                assignment.mission(),
                                assignment.category().type(),
                                first,
                                last,
                                boundary.readAmended(MissionPosts.MODEL, assignment.mission(), amendment),
                                boundary.readAmended(ReservedPosts.MODEL, assignment.mission(), amendment))
                        .map(details -> Decision.rejected(RefusalCode.CEILING_REACHED, details));
    }

    /** X4. */
    Optional<Decision> endsBeforeTheClosure() {
        return mission()
                .flatMap(Mission::closedOn)
                .map(boundary.readAmended(MissionPosts.MODEL, assignment.mission(), amendment)::assignmentsBeyond)
                .filter(open -> open > 0)
                .map(open -> Decision.rejected(
                        RefusalCode.OPEN_ASSIGNMENTS, Map.of("mission", assignment.mission(), "count", open)));
    }

    /** X5, on each day at the station of that day. What is at odds with it already may stay so. */
    Optional<Decision> stationsAreOpen() {
        Optional<Decision> before =
                boundary.read(AssignmentRecord.MODEL, assignment.assignment()).flatMap(this::closedStation);
        return closedStation(assignment).filter(refusal -> !before.equals(Optional.of(refusal)));
    }

    private Optional<Decision> closedStation(AssignmentRecord service) {
        return OpenStations.refusal(
                service.mission(),
                service.stations(),
                service.entryOnDuty(),
                service.lastDay().or(() -> plannedEnd(service)),
                station -> boundary.read(DutyStation.MODEL, station));
    }

    /** Whoever moves after the end of the contract serves at least until then. */
    private static Optional<LocalDate> plannedEnd(AssignmentRecord service) {
        LocalDate lastMove = service.stations().entries().getLast().from();
        return service.contractEndsOn().map(end -> end.isBefore(lastMove) ? lastMove : end);
    }

    /** Each stay in a safe haven began at a station that its order was about. What is at odds with it already may stay so. */
    Optional<Decision> havensWereOrdered() {
        Optional<Decision> before = boundary.read(AssignmentRecord.MODEL, assignment.assignment())
                .flatMap(known -> unorderedStay(known, boundary.read(FieldService.MODEL, known.assignment())));
        return unorderedStay(assignment, boundary.readAmended(FieldService.MODEL, assignment.assignment(), amendment))
                .filter(refusal -> !before.equals(Optional.of(refusal)));
    }

    private Optional<Decision> unorderedStay(AssignmentRecord service, FieldService field) {
        return field.stays().stream()
                .flatMap(stay -> unordered(service, stay).stream())
                .findFirst();
    }

    private Optional<Decision> unordered(AssignmentRecord service, FieldService.Stay stay) {
        if (!service.isOnDutyOn(stay.since())) {
            return Optional.of(Decision.rejected(
                    RefusalCode.NOT_DEPLOYED,
                    Map.of(
                            "assignment",
                            service.assignment(),
                            "on",
                            stay.since().toString())));
        }
        String station = service.stations().on(stay.since()).orElseThrow();
        return boundary.read(EvacuationOrder.MODEL, stay.order())
                        .filter(order -> order.holdsFor(station, stay.since()))
                        .isPresent()
                ? Optional.empty()
                : Optional.of(Decision.rejected(
                        RefusalCode.NO_SECURITY_ORDER,
                        Map.of(
                                "order", stay.order(),
                                "station", station,
                                "on", stay.since().toString())));
    }

    Optional<Mission> mission() {
        return boundary.read(Mission.MODEL, assignment.mission());
    }
}
