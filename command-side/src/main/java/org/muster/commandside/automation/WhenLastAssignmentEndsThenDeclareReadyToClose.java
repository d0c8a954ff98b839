package org.muster.commandside.automation;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.commands.automation.DeclareReadyToClose;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.MissionPosts;
import org.muster.commandside.domain.model.recruitment.ReservedPosts;
import org.muster.events.DomainEvent;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.DeathInServiceRecorded;
import org.muster.events.assignment.VolunteerTransferred;
import org.muster.events.mission.LiquidationBegun;
import org.muster.events.mission.MissionPhase;
import org.muster.events.recruitment.DoACancelled;

/**
 * When the last assignment of a mission in liquidation has ended and no post is reserved, the mission is declared ready to close. The
 * register is asked first, so that the many ends of assignments in other missions send no command.
 */
record WhenLastAssignmentEndsThenDeclareReadyToClose() implements Automation {

    private record Change(String mission, LocalDate from) {}

    @Override
    public String name() {
        return "ready-to-close";
    }

    @Override
    public Set<Class<? extends DomainEvent>> causes() {
        return Set.of(
                LiquidationBegun.class,
                AssignmentEnded.class,
                DeathInServiceRecorded.class,
                VolunteerTransferred.class,
                DoACancelled.class);
    }

    @Override
    public List<Due> due(Cause cause, Boundary present, LocalDate today) {
        return change(cause.event())
                .filter(change -> !change.from().isBefore(cause.startedOn()))
                .flatMap(change -> readyOn(change, present)
                        .map(on -> List.of(new Due("READY", on, new DeclareReadyToClose(change.mission(), on)))))
                .orElse(List.of());
    }

    /** The first day on which the mission can be closed, by what is on record now. */
    private static Optional<LocalDate> readyOn(Change change, Boundary present) {
        Optional<Mission> open = present.read(Mission.MODEL, change.mission())
                .filter(m -> m.closedOn().isEmpty());
        if (open.filter(m -> m.furthestPhase() == MissionPhase.LIQUIDATION).isEmpty()
                || !present.read(ReservedPosts.MODEL, change.mission()).open().isEmpty()) {
            return Optional.empty();
        }
        return present.read(MissionPosts.MODEL, change.mission())
                .emptyFrom(change.from())
                .map(empty -> later(empty, open.get().furthestPhaseBegan()));
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static Optional<Change> change(DomainEvent event) {
        return switch (event) {
            case LiquidationBegun e -> Optional.of(new Change(e.mission(), e.begunOn()));
            case AssignmentEnded e -> Optional.of(new Change(e.mission(), e.separationOn()));
            case DeathInServiceRecorded e -> Optional.of(new Change(e.mission(), e.separationOn()));
            case VolunteerTransferred e -> Optional.of(new Change(e.mission(), e.transferredOn()));
            case DoACancelled e -> Optional.of(new Change(e.mission(), e.cancelledOn()));
            default -> Optional.empty();
        };
    }
}
