package org.muster.commandside.automation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.commands.automation.FlagOverdueContract;
import org.muster.commands.automation.RemindOfContractEnd;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.model.AssignmentRecord;
import org.muster.commandside.domain.model.PolicyBook;
import org.muster.events.DomainEvent;
import org.muster.events.Tag;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.ContractExtended;
import org.muster.events.assignment.DeathInServiceRecorded;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.assignment.VolunteerTransferred;
import org.muster.events.automation.ContractNotice;
import org.muster.events.correction.RecordAnnulled;
import org.muster.events.policy.Policies;

/**
 * Before a contract ends, people are reminded as often as policy says; the day after it has ended without an extension, it is flagged.
 * A contract that is recorded late gets what is still to come, not what was due before anybody knew of it; so does one whose end was
 * corrected, or that counts again because its extension or the end of its assignment was annulled.
 *
 * @param completes whether an assignment ends with its contract, for the reason COMPLETION
 */
record WhenContractEndsThenRemind(boolean completes) implements Automation {

    private record Contract(String assignment, LocalDate endsOn) {}

    @Override
    public String name() {
        return "contract-end";
    }

    @Override
    public Set<Class<? extends DomainEvent>> causes() {
        return Set.of(
                VolunteerDeployed.class, ContractExtended.class, VolunteerTransferred.class, RecordAnnulled.class);
    }

    @Override
    public List<Due> due(Cause cause, Boundary present, LocalDate today) {
        return contract(cause.event(), present)
                .filter(contract -> !contract.endsOn().isBefore(cause.recordedOn()))
                .map(contract -> due(contract, present.read(PolicyBook.MODEL, Tag.POLICY_BOOK), today).stream()
                        .filter(due -> !due.on().isBefore(cause.recordedOn()))
                        .toList())
                .orElse(List.of());
    }

    private List<Due> due(Contract contract, Policies policies, LocalDate today) {
        List<Due> due = new ArrayList<>();
        for (ContractNotice notice : ContractNotice.values()) {
            policies.value(notice.days(), today)
                    .map(contract.endsOn()::minusDays)
                    .ifPresent(on -> due.add(new Due(
                            notice.name(),
                            on,
                            new RemindOfContractEnd(contract.assignment(), contract.endsOn(), notice, on))));
        }
        LocalDate overdue = contract.endsOn().plusDays(1);
        due.add(new Due(
                "OVERDUE",
                overdue,
                new FlagOverdueContract(contract.assignment(), contract.endsOn(), overdue, completes)));
        return due;
    }

    private static Optional<Contract> contract(DomainEvent event, Boundary present) {
        return switch (event) {
            case VolunteerDeployed e -> e.contractEndsOn().map(end -> new Contract(e.assignment(), end));
            case VolunteerTransferred e -> e.contractEndsOn().map(end -> new Contract(e.newAssignment(), end));
            case ContractExtended e -> Optional.of(new Contract(e.assignment(), e.contractEndsOn()));
            case RecordAnnulled e -> e.original().event().flatMap(annulled -> openAgain(annulled, present));
            default -> Optional.empty();
        };
    }

    /** The contract that an assignment has again, because its end or its extension was annulled. */
    private static Optional<Contract> openAgain(DomainEvent annulled, Boundary present) {
        Optional<String> assignment = switch (annulled) {
            case ContractExtended e -> Optional.of(e.assignment());
            case AssignmentEnded e -> Optional.of(e.assignment());
            case DeathInServiceRecorded e -> Optional.of(e.assignment());
            default -> Optional.empty();
        };
        return assignment
                .flatMap(id -> present.read(AssignmentRecord.MODEL, id))
                .filter(open -> open.lastDay().isEmpty())
                .flatMap(open -> open.contractEndsOn().map(end -> new Contract(open.assignment(), end)));
    }
}
