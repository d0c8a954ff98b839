package org.muster.local.history;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.muster.events.assignment.IncidentType;
import org.muster.events.assignment.SeparationReason;

/** A person in service, with the contracts and the separation that are planned so far. */
final class Serving {

    private static final int FIRST_CONTRACT_DAYS = 365;
    private static final int EXTENSION_DAYS = 730;

    final Service begun;
    private final List<LocalDate> contractEnds = new ArrayList<>();
    final LocalDate limit;
    LocalDate separationOn;
    Optional<SeparationReason> reason;
    Optional<IncidentType> incident = Optional.empty();

    /**
     * @param planned the first day after the contracts
     * @param limit the last possible such day
     */
    Serving(Service begun, LocalDate planned, LocalDate limit, SeparationReason reason) {
        this.begun = begun;
        this.limit = limit;
        this.separationOn = planned;
        this.reason = Optional.of(reason);
        LocalDate end = begun.entryOnDuty().plusDays(FIRST_CONTRACT_DAYS);
        for (; end.plusDays(30).isBefore(planned); end = end.plusDays(EXTENSION_DAYS)) {
            contractEnds.add(end.minusDays(1));
        }
        contractEnds.add(planned.minusDays(1));
    }

    void extend(LocalDate separation) {
        separationOn = separation;
        reason = Optional.of(SeparationReason.COMPLETION);
        if (separation.minusDays(1).isAfter(contractEnds.getLast())) {
            contractEnds.add(separation.minusDays(1));
        }
    }

    Service ended() {
        return begun.with(contractsUntil(separationOn), Optional.of(new Service.End(separationOn, reason, incident)));
    }

    Service open() {
        Service all = begun.with(contractEnds, Optional.empty());
        int known = 1;
        while (known < contractEnds.size() && !all.agreedOn(known).isAfter(Archive.HORIZON)) {
            known++;
        }
        return begun.with(contractEnds.subList(0, known), Optional.empty());
    }

    /** The first contract, and those extensions without which the person would not serve on the last day. */
    private List<LocalDate> contractsUntil(LocalDate separation) {
        List<LocalDate> known = new ArrayList<>(List.of(contractEnds.getFirst()));
        for (LocalDate next : contractEnds.subList(1, contractEnds.size())) {
            if (separation.minusDays(1).isAfter(known.getLast())) {
                known.add(next);
            }
        }
        return known;
    }

    /** Why a service ends before its contract, where the mission has fewer people. */
    static SeparationReason reasonOfRelease(MissionPlan mission, LocalDate day, long daysEarly, Random random) {
        boolean closing = mission.mandateEndedOn()
                .map(end -> day.isAfter(end.minusDays(60)))
                .orElse(false);
        if (closing) {
            return SeparationReason.MISSION_CLOSURE;
        }
        if (daysEarly < 90) {
            return SeparationReason.COMPLETION;
        }
        int percent = random.nextInt(100);
        return percent < 50
                ? SeparationReason.FUNDING
                : percent < 80 ? SeparationReason.EARLY_TERMINATION : SeparationReason.MUTUAL_AGREEMENT;
    }

    /** Why a service ends before its contract, where nobody else decided so. */
    static SeparationReason reasonOfEarlyLeaver(Random random) {
        int percent = random.nextInt(100);
        if (percent < 60) {
            return SeparationReason.RESIGNATION;
        }
        if (percent < 88) {
            return percent < 74 ? SeparationReason.MEDICAL : SeparationReason.MUTUAL_AGREEMENT;
        }
        if (percent < 96) {
            return SeparationReason.PERFORMANCE;
        }
        return percent < 99 ? SeparationReason.ABANDONMENT : SeparationReason.MISCONDUCT;
    }
}
