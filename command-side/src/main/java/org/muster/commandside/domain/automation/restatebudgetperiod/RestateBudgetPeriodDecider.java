package org.muster.commandside.domain.automation.restatebudgetperiod;

import java.util.Map;
import org.muster.commands.RefusalCode;
import org.muster.commands.automation.RestateBudgetPeriod;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.notice.MissionNotices;
import org.muster.events.automation.BudgetPeriodRestated;

/** A budget period that is over is restated once a day at most from one day on, however many records of its time change. */
public final class RestateBudgetPeriodDecider implements Decider<RestateBudgetPeriod> {

    @Override
    public Decision decide(RestateBudgetPeriod command, Boundary boundary) {
        return decide(command, boundary.read(MissionNotices.MODEL, command.mission()));
    }

    static Decision decide(RestateBudgetPeriod command, MissionNotices notices) {
        if (!command.period().to().isBefore(command.restatedOn())
                || !command.period().contains(command.changedFrom())) {
            return Decision.rejected(
                    RefusalCode.NOT_DUE,
                    Map.of(
                            "mission", command.mission(),
                            "periodTo", command.period().to().toString(),
                            "changedFrom", command.changedFrom().toString()));
        }
        boolean known = notices.restatements().stream()
                .anyMatch(one -> one.period().equals(command.period())
                        && one.restatedOn().equals(command.restatedOn())
                        && !one.changedFrom().isAfter(command.changedFrom()));
        return known
                ? Decision.rejected(
                        RefusalCode.NO_CHANGE,
                        Map.of(
                                "mission", command.mission(),
                                "changedFrom", command.changedFrom().toString()))
                : Decision.accepted(new BudgetPeriodRestated(
                        command.mission(), command.period(), command.changedFrom(), command.restatedOn()));
    }
}
