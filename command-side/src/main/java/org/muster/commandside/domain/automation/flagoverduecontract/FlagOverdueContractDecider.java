package org.muster.commandside.domain.automation.flagoverduecontract;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.automation.FlagOverdueContract;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.AssignmentRecord;
import org.muster.commandside.domain.model.notice.ContractNotices;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.SeparationReason;
import org.muster.events.automation.ContractOverdueFlagged;

/**
 * An open assignment whose contract is over and was not extended is flagged once. Where the command says so, the same decision ends it
 * with the contract, so that no extension comes between the two.
 */
public final class FlagOverdueContractDecider implements Decider<FlagOverdueContract> {

    @Override
    public Decision decide(FlagOverdueContract command, Boundary boundary) {
        return decide(
                command,
                boundary.read(AssignmentRecord.MODEL, command.assignment()),
                boundary.read(ContractNotices.MODEL, command.assignment()));
    }

    static Decision decide(FlagOverdueContract command, Optional<AssignmentRecord> known, ContractNotices notices) {
        if (known.filter(a -> a.lastDay().isEmpty()).isEmpty()) {
            return Decision.rejected(RefusalCode.NOT_OPEN, Map.of("assignment", command.assignment()));
        }
        AssignmentRecord assignment = known.get();
        boolean stillEnds = assignment
                .contractEndsOn()
                .filter(command.contractEndsOn()::equals)
                .isPresent();
        if (!stillEnds || !command.flaggedOn().isAfter(command.contractEndsOn())) {
            return Decision.rejected(
                    RefusalCode.NOT_DUE,
                    Map.of(
                            "assignment", command.assignment(),
                            "contractEndsOn",
                                    assignment
                                            .contractEndsOn()
                                            .map(Object::toString)
                                            .orElse("none on record")));
        }
        if (notices.overdue().contains(command.contractEndsOn())) {
            return Decision.rejected(RefusalCode.NO_CHANGE, Map.of("assignment", command.assignment()));
        }
        ContractOverdueFlagged flagged = new ContractOverdueFlagged(
                assignment.volunteer(),
                assignment.assignment(),
                assignment.mission(),
                command.contractEndsOn(),
                command.flaggedOn());
        return command.complete()
                ? Decision.accepted(List.of(flagged, completed(assignment, command)), List.of())
                : Decision.accepted(flagged);
    }

    private static AssignmentEnded completed(AssignmentRecord assignment, FlagOverdueContract command) {
        return new AssignmentEnded(
                assignment.volunteer(),
                assignment.assignment(),
                assignment.mission(),
                assignment.category(),
                assignment.entryOnDuty(),
                command.contractEndsOn(),
                SeparationReason.COMPLETION);
    }
}
