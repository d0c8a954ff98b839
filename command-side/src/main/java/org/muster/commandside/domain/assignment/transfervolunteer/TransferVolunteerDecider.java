package org.muster.commandside.domain.assignment.transfervolunteer;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.muster.commands.RefusalCode;
import org.muster.commands.assignment.TransferVolunteer;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.AssignmentRecord;
import org.muster.commandside.domain.model.DutyStation;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.MissionPosts;
import org.muster.commandside.domain.model.PolicyBook;
import org.muster.commandside.domain.model.VolunteerRecord;
import org.muster.commandside.domain.model.recruitment.OfferRecord;
import org.muster.commandside.domain.model.recruitment.ReservedPosts;
import org.muster.commandside.domain.rule.Commitment;
import org.muster.commandside.domain.rule.ContractEnd;
import org.muster.commandside.domain.rule.Eligibility;
import org.muster.commandside.domain.rule.LongerService;
import org.muster.commandside.domain.rule.OpenMission;
import org.muster.commandside.domain.rule.OpenStations;
import org.muster.commandside.domain.rule.ServiceLimit;
import org.muster.commandside.domain.rule.Vacancy;
import org.muster.events.Tag;
import org.muster.events.assignment.VolunteerTransferred;
import org.muster.events.policy.Policies;

/**
 * A volunteer moves to another mission: one event ends the old assignment and begins the new one on the next day, so there is
 * neither a gap nor an overlap, and nobody counts twice (X9). The mission to join is judged as for a deployment (X2, X3, X5,
 * X6), the days to come as for a contract (X1, X7, X8).
 */
public final class TransferVolunteerDecider implements Decider<TransferVolunteer> {

    @Override
    public Decision decide(TransferVolunteer command, Boundary boundary) {
        Optional<AssignmentRecord> known = boundary.read(AssignmentRecord.MODEL, command.assignment());
        if (known.filter(a -> a.lastDay().isEmpty()).isEmpty()) {
            return Decision.rejected(RefusalCode.NOT_OPEN, Map.of("assignment", command.assignment()));
        }
        AssignmentRecord assignment = known.get();
        boolean inUse = boundary.read(AssignmentRecord.MODEL, command.newAssignment())
                        .isPresent()
                || boundary.read(OfferRecord.MODEL, command.newAssignment()).isPresent();
        Optional<Mission> target = boundary.read(Mission.MODEL, command.mission());
        if (inUse) {
            return Decision.rejected(RefusalCode.ASSIGNMENT_IN_USE, Map.of("assignment", command.newAssignment()));
        }
        if (target.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_MISSION, Map.of("mission", command.mission()));
        }
        return new Transfer(
                        command,
                        assignment,
                        boundary.read(VolunteerRecord.MODEL, assignment.volunteer())
                                .orElseThrow(),
                        target.get(),
                        boundary.read(DutyStation.MODEL, command.station()),
                        boundary.read(MissionPosts.MODEL, command.mission()),
                        boundary.read(ReservedPosts.MODEL, command.mission()),
                        boundary.read(PolicyBook.MODEL, Tag.POLICY_BOOK))
                .decide(() -> LongerService.refusal(
                        RefusalCode.ALREADY_DEPLOYED,
                        assignment,
                        command.transferredOn().minusDays(1),
                        boundary));
    }

    /** What a transfer is judged by. */
    private record Transfer(
            TransferVolunteer command,
            AssignmentRecord assignment,
            VolunteerRecord volunteer,
            Mission target,
            Optional<DutyStation> station,
            MissionPosts posts,
            ReservedPosts reserved,
            Policies policies) {

        /** @param stays why the assignment that ends cannot last to the day before the transfer; empty if it can */
        Decision decide(Supplier<Optional<Decision>> stays) {
            return datesAreInOrder()
                    .or(() -> OpenMission.refusal(RefusalCode.TARGET_NOT_OPEN, target, command.transferredOn(), false))
                    .or(this::stationIsThere)
                    .or(() -> Eligibility.refusal(assignment.category(), target, volunteer))
                    .or(() -> Commitment.refusal(
                            RefusalCode.ALREADY_DEPLOYED,
                            volunteer,
                            assignment.assignment(),
                            command.transferredOn(),
                            contractEndsOn()))
                    .or(stays)
                    .or(() -> contractEndsOn()
                            .flatMap(end -> ServiceLimit.refusal(
                                    assignment.category(),
                                    volunteer,
                                    assignment.assignment(),
                                    assignment.entryOnDuty(),
                                    end,
                                    policies)))
                    .or(this::postIsVacant)
                    .orElseGet(() -> new Decision.Accepted(
                            List.of(transferred()),
                            contractEndsOn()
                                    .map(end -> ContractEnd.beyondMandate(end, Optional.of(target)))
                                    .orElse(List.of())));
        }

        private Optional<LocalDate> contractEndsOn() {
            return command.contractEndsOn().or(assignment::contractEndsOn);
        }

        private Optional<Decision> datesAreInOrder() {
            if (assignment.mission().equals(command.mission())) {
                return refused(RefusalCode.SAME_MISSION, Map.of("mission", command.mission()));
            }
            if (!command.transferredOn().isAfter(assignment.entryOnDuty())) {
                return refused(
                        RefusalCode.BEFORE_ENTRY_ON_DUTY,
                        Map.of(
                                "transferredOn", command.transferredOn().toString(),
                                "entryOnDuty", assignment.entryOnDuty().toString()));
            }
            return contractEndsOn()
                    .filter(end -> end.isBefore(command.transferredOn()))
                    .flatMap(end -> refused(
                            RefusalCode.DATE_OUT_OF_ORDER,
                            Map.of(
                                    "contractEndsOn", end.toString(),
                                    "notBefore", command.transferredOn().toString())));
        }

        private Optional<Decision> stationIsThere() {
            return OpenStations.refusal(
                    command.station(), command.mission(), station, "on", command.transferredOn(), contractEndsOn());
        }

        private Optional<Decision> postIsVacant() {
            Vacancy vacancy = Vacancy.of(
                    command.mission(), assignment.category().type(), command.transferredOn(), posts, reserved);
            return vacancy.isOpen() ? Optional.empty() : refused(RefusalCode.TARGET_CEILING_REACHED, vacancy.details());
        }

        private static Optional<Decision> refused(RefusalCode code, Map<String, Object> details) {
            return Optional.of(Decision.rejected(code, details));
        }

        private VolunteerTransferred transferred() {
            return new VolunteerTransferred(
                    assignment.volunteer(),
                    assignment.assignment(),
                    assignment.mission(),
                    assignment.category(),
                    assignment.entryOnDuty(),
                    command.newAssignment(),
                    command.mission(),
                    command.station(),
                    command.serviceArea(),
                    command.expertise(),
                    command.transferredOn(),
                    contractEndsOn());
        }
    }
}
