package org.muster.commandside.domain.mission.classifydutystation;

import java.util.Optional;
import org.muster.commands.mission.ClassifyDutyStation;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.DutyStation;
import org.muster.commandside.domain.model.PolicyBook;
import org.muster.commandside.domain.rule.RestCycle;
import org.muster.commandside.domain.rule.StationOnDay;
import org.muster.events.Tag;
import org.muster.events.mission.DutyStationClassified;
import org.muster.events.policy.Policies;

/**
 * A duty station has a class from a day on. A cycle of rest is one of those that the policy knows on that day, and a station of
 * class H, which has no hardship, has none.
 */
public final class ClassifyDutyStationDecider implements Decider<ClassifyDutyStation> {

    @Override
    public Decision decide(ClassifyDutyStation command, Boundary boundary) {
        return decide(
                command,
                boundary.read(DutyStation.MODEL, command.station()),
                boundary.read(PolicyBook.MODEL, Tag.POLICY_BOOK));
    }

    static Decision decide(ClassifyDutyStation command, Optional<DutyStation> station, Policies policies) {
        return StationOnDay.refusal(
                        command.station(), command.mission(), station, "classifiedOn", command.classifiedOn())
                .or(() -> RestCycle.refusal(
                        command.hardshipClass(), command.restCycleWeeks(), command.classifiedOn(), policies))
                .orElseGet(() -> Decision.accepted(new DutyStationClassified(
                        command.station(),
                        command.mission(),
                        command.hardshipClass(),
                        command.familyStation(),
                        command.restCycleWeeks(),
                        command.classifiedOn())));
    }
}
