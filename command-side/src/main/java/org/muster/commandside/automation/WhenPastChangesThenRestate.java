package org.muster.commandside.automation;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.muster.commands.automation.RestateBudgetPeriod;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.model.MissionPosts;
import org.muster.events.BudgetPeriod;
import org.muster.events.DomainEvent;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.DeathInServiceRecorded;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.assignment.VolunteerTransferred;
import org.muster.events.correction.RecordAnnulled;
import org.muster.events.mission.VolunteerStrengthRevised;

/**
 * When service or strength of a budget period that is over is recorded late, corrected or annulled, the period is restated. Periods
 * that were over before automations began are history that is being loaded: nobody has reported them from this register.
 */
record WhenPastChangesThenRestate() implements Automation {

    @Override
    public String name() {
        return "restatement";
    }

    @Override
    public Set<Class<? extends DomainEvent>> causes() {
        return Set.of(
                VolunteerDeployed.class,
                VolunteerTransferred.class,
                AssignmentEnded.class,
                DeathInServiceRecorded.class,
                VolunteerStrengthRevised.class,
                RecordAnnulled.class);
    }

    @Override
    public List<Due> due(Cause cause, Boundary present, LocalDate today) {
        LocalDate recordedOn = cause.recordedOn();
        if (!cause.changedFrom().isBefore(recordedOn) || !cause.startedOn().isBefore(recordedOn)) {
            return List.of();
        }
        return missions(cause.event()).stream()
                .flatMap(mission -> present.read(MissionPosts.MODEL, mission).periods().stream()
                        .filter(period -> period.to().isBefore(recordedOn)
                                && !period.to().isBefore(cause.startedOn())
                                && !period.to().isBefore(cause.changedFrom()))
                        .map(period -> restate(mission, period, cause)))
                .toList();
    }

    private static Due restate(String mission, BudgetPeriod period, Cause cause) {
        LocalDate from = cause.changedFrom().isBefore(period.from()) ? period.from() : cause.changedFrom();
        return new Due(
                "RESTATE " + mission + " " + period.from(),
                cause.recordedOn(),
                new RestateBudgetPeriod(mission, period, from, cause.recordedOn()));
    }

    private static List<String> missions(DomainEvent event) {
        return switch (event) {
            case VolunteerDeployed e -> List.of(e.mission());
            case VolunteerTransferred e -> List.of(e.mission(), e.newMission());
            case AssignmentEnded e -> List.of(e.mission());
            case DeathInServiceRecorded e -> List.of(e.mission());
            case VolunteerStrengthRevised e -> List.of(e.mission());
            case RecordAnnulled e ->
                e.original().event().map(WhenPastChangesThenRestate::missions).orElse(List.of());
            default -> List.of();
        };
    }
}
