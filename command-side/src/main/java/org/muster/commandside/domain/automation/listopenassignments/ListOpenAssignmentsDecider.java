package org.muster.commandside.domain.automation.listopenassignments;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.automation.ListOpenAssignments;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.notice.OpenAssignments;
import org.muster.events.DomainEvent;
import org.muster.events.automation.AssignmentProposal;
import org.muster.events.automation.OpenAssignmentListed;
import org.muster.events.mission.MissionPhase;

/**
 * Each assignment that is open when a mission begins to draw down is listed, with what is proposed for it. One that fills a request for
 * the liquidation team stays; one whose contract ends with the mandate or before ends; any other is transferred.
 */
public final class ListOpenAssignmentsDecider implements Decider<ListOpenAssignments> {

    @Override
    public Decision decide(ListOpenAssignments command, Boundary boundary) {
        return decide(
                command,
                boundary.read(Mission.MODEL, command.mission()),
                boundary.read(OpenAssignments.MODEL, command.mission()));
    }

    static Decision decide(ListOpenAssignments command, Optional<Mission> known, OpenAssignments assignments) {
        if (known.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_MISSION, Map.of("mission", command.mission()));
        }
        Mission mission = known.get();
        if (mission.phaseOn(command.begunOn()) != MissionPhase.DRAWDOWN
                || assignments.open().isEmpty()) {
            return Decision.rejected(
                    RefusalCode.NOT_DUE,
                    Map.of(
                            "mission", mission.acronym(),
                            "phase", mission.phaseOn(command.begunOn()).name(),
                            "openAssignments", assignments.open().size()));
        }
        Optional<LocalDate> mandateEnd = mission.mandateEndedOn().or(mission::expiresOn);
        List<DomainEvent> listed = assignments.open().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .<DomainEvent>map(open -> new OpenAssignmentListed(
                        open.getValue().volunteer(),
                        open.getKey(),
                        mission.acronym(),
                        proposal(assignments, open.getValue(), mandateEnd),
                        open.getValue().contractEndsOn(),
                        command.begunOn()))
                .toList();
        return Decision.accepted(listed, List.of());
    }

    private static AssignmentProposal proposal(
            OpenAssignments assignments, OpenAssignments.Open open, Optional<LocalDate> mandateEnd) {
        if (assignments.isInLiquidationTeam(open)) {
            return AssignmentProposal.LIQUIDATION_TEAM;
        }
        boolean endsWithMandate = open.contractEndsOn()
                .filter(end -> mandateEnd.filter(last -> !end.isAfter(last)).isPresent())
                .isPresent();
        return endsWithMandate ? AssignmentProposal.END : AssignmentProposal.TRANSFER;
    }
}
