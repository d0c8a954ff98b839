package org.muster.commandside.domain.rule;

import java.time.LocalDate;
import java.util.Optional;
import org.muster.commandside.domain.model.DutyStation;
import org.muster.events.policy.Policies;
import org.muster.events.policy.PolicyTerm;

/** After how many weeks of service at a duty station rest and recuperation is due. */
public final class RestCycle {

    private RestCycle() {}

    /** The cycle of the station on a day, in weeks: that of its class; without one on record, that of non-family stations. */
    public static Optional<Integer> weeks(DutyStation station, LocalDate day, Policies policies) {
        return station.conditions()
                .on(day)
                .map(DutyStation.Conditions::restCycleWeeks)
                .orElseGet(() -> policies.value(PolicyTerm.R_AND_R_WEEKS_NON_FAMILY, day));
    }
}
