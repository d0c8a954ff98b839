package org.muster.commandside.domain.assignment.extendcontract;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.muster.commands.RefusalCode;
import org.muster.commands.assignment.ExtendContract;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.AssignmentRecord;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.PolicyBook;
import org.muster.commandside.domain.model.VolunteerRecord;
import org.muster.commandside.domain.model.recruitment.RequestRecord;
import org.muster.commandside.domain.rule.ContractEnd;
import org.muster.commandside.domain.rule.LongerService;
import org.muster.commandside.domain.rule.ServiceLimit;
import org.muster.events.Tag;
import org.muster.events.assignment.ContractExtended;
import org.muster.events.policy.Policies;

/**
 * The contract of an open assignment is extended to a later day, which no other assignment of the volunteer has (X1) and to which
 * the duty station stays open (X5), up to the limit of service (X7) and to the end of its funding, where a request is on record. Past the mandate's expiry that is accepted
 * with a warning, because liquidation teams outlive mandates (X8).
 *
 * <p>Where no end is on record, the extension records the first one; it must not lie before the entry on duty.
 */
public final class ExtendContractDecider implements Decider<ExtendContract> {

    @Override
    public Decision decide(ExtendContract command, Boundary boundary) {
        Optional<AssignmentRecord> known = boundary.read(AssignmentRecord.MODEL, command.assignment());
        if (known.filter(a -> a.lastDay().isEmpty()).isEmpty()) {
            return Decision.rejected(RefusalCode.NOT_OPEN, Map.of("assignment", command.assignment()));
        }
        AssignmentRecord assignment = known.get();
        return decide(
                command,
                assignment,
                () -> LongerService.refusal(
                        RefusalCode.VOLUNTEER_COMMITTED, assignment, command.contractEndsOn(), boundary),
                boundary.read(VolunteerRecord.MODEL, assignment.volunteer()),
                assignment.doa().flatMap(doa -> boundary.read(RequestRecord.MODEL, doa)),
                boundary.read(Mission.MODEL, assignment.mission()),
                boundary.read(PolicyBook.MODEL, Tag.POLICY_BOOK));
    }

    private static Decision decide(
            ExtendContract command,
            AssignmentRecord assignment,
            Supplier<Optional<Decision>> lastsLonger,
            Optional<VolunteerRecord> volunteer,
            Optional<RequestRecord> request,
            Optional<Mission> mission,
            Policies policies) {
        return notLater(command, assignment)
                .or(() -> ContractEnd.beyondFunding(
                        command.contractEndsOn(), request.flatMap(RequestRecord::fundedUntil)))
                .or(lastsLonger)
                .or(() -> volunteer.flatMap(person -> ServiceLimit.refusal(
                        assignment.category(),
                        person,
                        assignment.assignment(),
                        assignment.entryOnDuty(),
                        command.contractEndsOn(),
                        policies)))
                .orElseGet(() -> new Decision.Accepted(
                        List.of(new ContractExtended(
                                assignment.volunteer(),
                                assignment.assignment(),
                                assignment.mission(),
                                assignment.contractEndsOn(),
                                command.contractEndsOn())),
                        ContractEnd.beyondMandate(command.contractEndsOn(), mission)));
    }

    private static Optional<Decision> notLater(ExtendContract command, AssignmentRecord assignment) {
        boolean later = assignment
                .contractEndsOn()
                .map(command.contractEndsOn()::isAfter)
                .orElse(!command.contractEndsOn().isBefore(assignment.entryOnDuty()));
        if (later) {
            return Optional.empty();
        }
        return Optional.of(Decision.rejected(
                RefusalCode.NOT_LATER,
                assignment
                        .contractEndsOn()
                        .<Map<String, Object>>map(end -> Map.of("contractEndsOn", end.toString()))
                        .orElse(Map.of("entryOnDuty", assignment.entryOnDuty().toString()))));
    }
}
