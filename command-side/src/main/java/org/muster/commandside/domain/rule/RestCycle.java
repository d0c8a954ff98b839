package org.muster.commandside.domain.rule;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.DutyStation;
import org.muster.events.mission.HardshipClass;
import org.muster.events.policy.Policies;
import org.muster.events.policy.PolicyTerm;

/** After how many weeks of service at a duty station rest and recuperation is due. */
public final class RestCycle {

    private static final List<PolicyTerm> CYCLES = List.of(
            PolicyTerm.R_AND_R_WEEKS_EXCEPTIONAL,
            PolicyTerm.R_AND_R_WEEKS_EXTREME,
            PolicyTerm.R_AND_R_WEEKS_NON_FAMILY,
            PolicyTerm.R_AND_R_WEEKS_HARDSHIP);

    private RestCycle() {}

    /** Why a station of this class cannot have this cycle from a day on; empty if it can. */
    public static Optional<Decision> refusal(
            HardshipClass hardshipClass, Optional<Integer> restCycleWeeks, LocalDate day, Policies policies) {
        List<Integer> cycles = hardshipClass == HardshipClass.H
                ? List.of()
                : CYCLES.stream()
                        .flatMap(term -> policies.value(term, day).stream())
                        .toList();
        return restCycleWeeks
                .filter(weeks -> !cycles.contains(weeks))
                .map(weeks -> Decision.rejected(
                        RefusalCode.INVALID_CLASS,
                        Map.of("hardshipClass", hardshipClass.name(), "restCycleWeeks", weeks, "possible", cycles)));
    }

    /** The cycle of the station on a day, in weeks: that of its class; without one on record, that of non-family stations. */
    public static Optional<Integer> weeks(DutyStation station, LocalDate day, Policies policies) {
        return station.conditions()
                .on(day)
                .map(DutyStation.Conditions::restCycleWeeks)
                .orElseGet(() -> policies.value(PolicyTerm.R_AND_R_WEEKS_NON_FAMILY, day));
    }
}
