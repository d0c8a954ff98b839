package org.muster.commandside.domain.automation.remindofcontractend;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.automation.RemindOfContractEnd;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.AssignmentRecord;
import org.muster.commandside.domain.model.notice.ContractNotices;
import org.muster.events.automation.ContractReminderIssued;

/**
 * A reminder of the end of a contract is issued once, while the assignment is open and the contract still ends on that day. After an
 * end or an extension nothing is due any more.
 */
public final class RemindOfContractEndDecider implements Decider<RemindOfContractEnd> {

    @Override
    public Decision decide(RemindOfContractEnd command, Boundary boundary) {
        return decide(
                command,
                boundary.read(AssignmentRecord.MODEL, command.assignment()),
                boundary.read(ContractNotices.MODEL, command.assignment()));
    }

    static Decision decide(RemindOfContractEnd command, Optional<AssignmentRecord> known, ContractNotices notices) {
        if (known.filter(a -> a.lastDay().isEmpty()).isEmpty()) {
            return Decision.rejected(RefusalCode.NOT_OPEN, Map.of("assignment", command.assignment()));
        }
        AssignmentRecord assignment = known.get();
        boolean stillEnds = assignment
                .contractEndsOn()
                .filter(command.contractEndsOn()::equals)
                .isPresent();
        if (!stillEnds || command.dueOn().isAfter(command.contractEndsOn())) {
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
        if (notices.reminders().contains(new ContractNotices.Reminder(command.contractEndsOn(), command.notice()))) {
            return Decision.rejected(
                    RefusalCode.NO_CHANGE,
                    Map.of(
                            "assignment",
                            command.assignment(),
                            "notice",
                            command.notice().name()));
        }
        return Decision.accepted(new ContractReminderIssued(
                assignment.volunteer(),
                assignment.assignment(),
                assignment.mission(),
                command.notice(),
                command.contractEndsOn(),
                command.dueOn(),
                Math.toIntExact(
                        command.contractEndsOn().toEpochDay() - command.dueOn().toEpochDay())));
    }
}
