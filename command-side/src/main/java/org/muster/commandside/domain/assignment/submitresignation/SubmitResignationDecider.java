package org.muster.commandside.domain.assignment.submitresignation;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.Warning;
import org.muster.commands.WarningCode;
import org.muster.commands.assignment.SubmitResignation;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.AssignmentRecord;
import org.muster.commandside.domain.model.PolicyBook;
import org.muster.events.Tag;
import org.muster.events.assignment.ResignationSubmitted;
import org.muster.events.policy.Policies;
import org.muster.events.policy.PolicyTerm;

/**
 * A volunteer resigns from an open assignment. A notice of before the entry on duty belongs to an earlier one. A notice that is
 * shorter than the policy asks for is a fact, so it is accepted with a warning.
 */
public final class SubmitResignationDecider implements Decider<SubmitResignation> {

    @Override
    public Decision decide(SubmitResignation command, Boundary boundary) {
        return decide(
                command,
                boundary.read(AssignmentRecord.MODEL, command.assignment()),
                boundary.read(PolicyBook.MODEL, Tag.POLICY_BOOK));
    }

    static Decision decide(SubmitResignation command, Optional<AssignmentRecord> known, Policies policies) {
        if (known.filter(a -> a.lastDay().isEmpty()).isEmpty()) {
            return Decision.rejected(RefusalCode.NOT_OPEN, Map.of("assignment", command.assignment()));
        }
        AssignmentRecord assignment = known.get();
        if (command.noticeOn().isBefore(assignment.entryOnDuty())) {
            return Decision.rejected(
                    RefusalCode.NOTICE_TOO_OLD,
                    Map.of(
                            "noticeOn", command.noticeOn().toString(),
                            "entryOnDuty", assignment.entryOnDuty().toString()));
        }
        if (command.lastDay().isBefore(command.noticeOn())) {
            return Decision.rejected(
                    RefusalCode.DATE_OUT_OF_ORDER,
                    Map.of(
                            "lastDay", command.lastDay().toString(),
                            "notBefore", command.noticeOn().toString()));
        }
        return new Decision.Accepted(
                List.of(new ResignationSubmitted(
                        assignment.volunteer(),
                        assignment.assignment(),
                        assignment.mission(),
                        command.noticeOn(),
                        command.lastDay())),
                shortNotice(command, policies));
    }

    private static List<Warning> shortNotice(SubmitResignation command, Policies policies) {
        return policies
                .value(PolicyTerm.RESIGNATION_NOTICE_DAYS, command.noticeOn())
                .filter(days -> command.lastDay().isBefore(least(command.noticeOn(), days)))
                .map(days -> new Warning(
                        WarningCode.SHORT_NOTICE,
                        Map.of(
                                "noticeDays",
                                days,
                                "notBefore",
                                least(command.noticeOn(), days).toString())))
                .stream()
                .toList();
    }

    private static LocalDate least(LocalDate noticeOn, int days) {
        return noticeOn.plusDays(days);
    }
}
