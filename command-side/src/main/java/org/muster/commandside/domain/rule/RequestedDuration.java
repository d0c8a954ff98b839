package org.muster.commandside.domain.rule;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Decision;
import org.muster.events.Category;
import org.muster.events.policy.Policies;
import org.muster.events.policy.PolicyTerm;

/** For how many months an assignment of a category may be requested. */
public final class RequestedDuration {

    private RequestedDuration() {}

    /** Why nobody can be requested for so many months; empty if somebody can. */
    public static Optional<Decision> refusal(int months, Category category, LocalDate submittedOn, Policies policies) {
        int monthsMin = policies.value(PolicyTerm.ASSIGNMENT_MONTHS_MIN, category, submittedOn)
                .orElse(1);
        int monthsMax = policies.value(PolicyTerm.ASSIGNMENT_MONTHS_MAX, category, submittedOn)
                .orElse(Integer.MAX_VALUE);
        return months >= Math.max(1, monthsMin) && months <= monthsMax
                ? Optional.empty()
                : Optional.of(Decision.rejected(
                        RefusalCode.DURATION_OUT_OF_RANGE,
                        Map.of("months", months, "monthsMin", monthsMin, "monthsMax", monthsMax)));
    }
}
