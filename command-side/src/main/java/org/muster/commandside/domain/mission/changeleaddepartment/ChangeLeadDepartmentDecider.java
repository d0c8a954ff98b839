package org.muster.commandside.domain.mission.changeleaddepartment;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.mission.ChangeLeadDepartment;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.MissionIdentity;
import org.muster.events.mission.LeadDepartmentChanged;

/** Another department leads a mission from a day on: DPKO, DPA and DFS became DPO, DPPA and DOS in 2019. */
public final class ChangeLeadDepartmentDecider implements Decider<ChangeLeadDepartment> {

    @Override
    public Decision decide(ChangeLeadDepartment command, Boundary boundary) {
        return decide(command, boundary.read(MissionIdentity.MODEL, command.mission()));
    }

    static Decision decide(ChangeLeadDepartment command, Optional<MissionIdentity> known) {
        if (known.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_MISSION, Map.of("mission", command.mission()));
        }
        MissionIdentity mission = known.get();
        if (command.changedOn().isBefore(mission.adoptedOn())) {
            return Decision.rejected(
                    RefusalCode.DATE_OUT_OF_ORDER,
                    Map.of(
                            "changedOn", command.changedOn().toString(),
                            "notBefore", mission.adoptedOn().toString()));
        }
        if (mission.leads()
                .on(command.changedOn())
                .filter(command.leadDepartment()::equals)
                .isPresent()) {
            return Decision.rejected(
                    RefusalCode.NO_CHANGE,
                    Map.of(
                            "mission", command.mission(),
                            "leadDepartment", command.leadDepartment().name()));
        }
        return Decision.accepted(
                new LeadDepartmentChanged(command.mission(), command.leadDepartment(), command.changedOn()));
    }
}
