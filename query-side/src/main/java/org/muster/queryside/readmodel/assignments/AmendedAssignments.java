package org.muster.queryside.readmodel.assignments;

import java.util.List;
import java.util.Optional;
import org.muster.events.DomainEvent;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.ContractExtended;
import org.muster.events.assignment.DeathInServiceRecorded;
import org.muster.events.assignment.SeparationClass;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.assignment.VolunteerTransferred;

/**
 * How an assignment follows corrections. That is simple because the rules let only the last extension be amended, and the end of a
 * first contract only before any extension: so a row need not remember what it was.
 */
final class AmendedAssignments {

    private AmendedAssignments() {}

    static List<String> keys(DomainEvent original, long position) {
        return switch (original) {
            case VolunteerDeployed e -> List.of(e.assignment());
            case ContractExtended e -> List.of(e.assignment());
            case AssignmentEnded e -> List.of(e.assignment());
            case DeathInServiceRecorded e -> List.of(e.assignment());
            case VolunteerTransferred e -> List.of(e.assignment(), e.newAssignment());
            default -> List.of();
        };
    }

    static Optional<Assignment> amended(String key, Assignment row, DomainEvent before, Optional<DomainEvent> after) {
        return switch (before) {
            case VolunteerDeployed e -> after.map(VolunteerDeployed.class::cast).map(now -> deployed(row, e, now));
            case ContractExtended e ->
                Optional.of(row.contractUntil(after.map(ContractExtended.class::cast)
                        .map(now -> Optional.of(now.contractEndsOn()))
                        .orElse(e.previousEnd())));
            case AssignmentEnded _ ->
                Optional.of(after.map(AssignmentEnded.class::cast)
                        .map(now -> row.separated(now.separationOn(), Optional.of(now.reason())))
                        .orElseGet(row::open));
            case DeathInServiceRecorded _ ->
                Optional.of(after.map(DeathInServiceRecorded.class::cast)
                        .map(now -> row.separated(now.separationOn(), Optional.of(SeparationClass.DEATH_IN_SERVICE)))
                        .orElseGet(row::open));
            case VolunteerTransferred e ->
                after.map(VolunteerTransferred.class::cast)
                        .map(now -> key.equals(e.assignment())
                                ? row.separated(now.transferredOn(), Optional.empty())
                                : row.begun(now.serviceArea(), now.transferredOn(), row.contractEndsOn()));
            default -> Optional.of(row);
        };
    }

    private static Assignment deployed(Assignment row, VolunteerDeployed before, VolunteerDeployed now) {
        return row.as(now.category(), now.station())
                .begun(
                        now.serviceArea(),
                        now.entryOnDuty(),
                        now.contractEndsOn().equals(before.contractEndsOn())
                                ? row.contractEndsOn()
                                : now.contractEndsOn());
    }
}
