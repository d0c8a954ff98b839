package org.muster.commandside.domain.assignment.extendcontract;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.Warning;
import org.muster.commands.assignment.ExtendContract;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.AssignmentRecord;
import org.muster.commandside.domain.model.Mission;
import org.muster.events.assignment.ContractExtended;

/**
 * The contract of an open assignment is extended to a later day. Past the mandate's expiry that is accepted with a warning,
 * because liquidation teams outlive mandates (X8).
 *
 * <p>Where no end is on record, the extension records the first one; it must not lie before the entry on duty. Limits of
 * service and funding are not checked: neither policies nor funding are on record yet.
 */
public final class ExtendContractDecider implements Decider<ExtendContract> {

    @Override
    public Decision decide(ExtendContract command, Boundary boundary) {
        Optional<AssignmentRecord> known = boundary.read(AssignmentRecord.MODEL, command.assignment());
        return decide(command, known, known.flatMap(a -> boundary.read(Mission.MODEL, a.mission())));
    }

    static Decision decide(ExtendContract command, Optional<AssignmentRecord> known, Optional<Mission> mission) {
        if (known.flatMap(AssignmentRecord::lastDay).isPresent() || known.isEmpty()) {
            return Decision.rejected(RefusalCode.NOT_OPEN, Map.of("assignment", command.assignment()));
        }
        AssignmentRecord assignment = known.get();
        boolean later = assignment
                .contractEndsOn()
                .map(command.contractEndsOn()::isAfter)
                .orElse(!command.contractEndsOn().isBefore(assignment.entryOnDuty()));
        if (!later) {
            return Decision.rejected(
                    RefusalCode.NOT_LATER,
                    assignment
                            .contractEndsOn()
                            .<Map<String, Object>>map(end -> Map.of("contractEndsOn", end.toString()))
                            .orElse(Map.of(
                                    "entryOnDuty", assignment.entryOnDuty().toString())));
        }
        return new Decision.Accepted(
                List.of(new ContractExtended(
                        assignment.volunteer(),
                        assignment.assignment(),
                        assignment.mission(),
                        assignment.contractEndsOn(),
                        command.contractEndsOn())),
                beyondMandate(command, mission));
    }

    private static List<Warning> beyondMandate(ExtendContract command, Optional<Mission> mission) {
        return mission.flatMap(m -> m.beyondMandate(command.contractEndsOn())).stream()
                .toList();
    }
}
