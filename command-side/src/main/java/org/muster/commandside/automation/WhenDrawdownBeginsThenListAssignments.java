package org.muster.commandside.automation;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.muster.commands.automation.ListOpenAssignments;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.events.DomainEvent;
import org.muster.events.mission.DrawdownBegun;

/** When a mission begins to draw down, each of its open assignments is listed for people to decide on. */
record WhenDrawdownBeginsThenListAssignments() implements Automation {

    @Override
    public String name() {
        return "drawdown-list";
    }

    @Override
    public Set<Class<? extends DomainEvent>> causes() {
        return Set.of(DrawdownBegun.class);
    }

    @Override
    public List<Due> due(Cause cause, Boundary present, LocalDate today) {
        return cause.event() instanceof DrawdownBegun drawdown
                ? List.of(new Due(
                        "LIST", drawdown.begunOn(), new ListOpenAssignments(drawdown.mission(), drawdown.begunOn())))
                : List.of();
    }
}
