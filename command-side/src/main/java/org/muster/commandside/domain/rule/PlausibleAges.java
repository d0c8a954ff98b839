package org.muster.commandside.domain.rule;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Decision;
import org.muster.events.policy.Policies;
import org.muster.events.policy.PolicyTerm;

/** A birth date is plausible on the day on which it is entered, by the least and the greatest age of policy. */
public final class PlausibleAges {

    private PlausibleAges() {}

    /**
     * Why nobody can be of this age; empty if nothing stands in the way. The details name the bounds, never an age: that would tell a
     * guessed birth date from a wrong one.
     *
     * @param bornBefore the first day of the month after the birth
     * @param day the day on which the birth date is entered
     */
    public static Optional<Decision> refusal(LocalDate bornBefore, LocalDate day, Policies policies) {
        int least = policies.value(PolicyTerm.AGE_MIN, day).orElse(0);
        int greatest = policies.value(PolicyTerm.PLAUSIBLE_AGE_MAX, day).orElse(Integer.MAX_VALUE / 2);
        boolean young = bornBefore.plusYears(least).isAfter(day.plusMonths(1));
        boolean old = !bornBefore.plusYears(Math.min(greatest, 1_000) + 1L).isAfter(day);
        return young || old
                ? Optional.of(Decision.rejected(
                        RefusalCode.IMPLAUSIBLE_BIRTH_DATE,
                        Map.of("registeredOn", day.toString(), "ageMin", least, "ageMax", greatest)))
                : Optional.empty();
    }
}
