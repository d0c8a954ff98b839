package org.muster.queryside.readmodel.service;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.muster.events.Category;
import org.muster.events.policy.Policies;
import org.muster.events.policy.PolicyAdopted;
import org.muster.events.policy.PolicyTerm;

/**
 * What the policies say about service, by the words that reports read: those that Muster is shipped with, and the adopted ones on
 * top. The same as the rules of the command side. Immutable.
 */
public final class ServiceBounds {

    private final Policies policies;

    private ServiceBounds(Policies policies) {
        this.policies = policies;
    }

    /**
     * An adopted version, as {@link AdoptedPolicy} has it.
     *
     * @param category null for all
     */
    public record Adopted(String term, String category, int value, LocalDate effectiveFrom) {}

    /** @param adopted in the order of their adoption */
    public static ServiceBounds of(List<Adopted> adopted) {
        Policies policies = Policies.SHIPPED;
        for (Adopted version : adopted) {
            policies = policies.adopted(new PolicyAdopted(
                    PolicyTerm.valueOf(version.term()),
                    Optional.ofNullable(version.category()).map(Category::valueOf),
                    version.value(),
                    version.effectiveFrom(),
                    ""));
        }
        return new ServiceBounds(policies);
    }

    /** The cycle of rest and recuperation at a station of which no class is on record, in weeks. */
    public Optional<Integer> restCycleWeeks(LocalDate day) {
        return policies.value(PolicyTerm.R_AND_R_WEEKS_NON_FAMILY, day);
    }

    /**
     * One assignment.
     *
     * @param until the first day after it; null while it is open
     */
    public record Stint(String assignment, String category, LocalDate from, LocalDate until) {}

    /**
     * How much of the service that is allowed is used (rule X7).
     *
     * @param days served up to and with the day, since a lapse if there was one
     * @param daysMax allowed in all; empty where the policy knows no maximum
     * @param lastDay the last day on which service is allowed; empty where there is no maximum
     */
    public record Used(long days, Optional<Long> daysMax, Optional<LocalDate> lastDay) {}

    /**
     * What a volunteer has used on a day.
     *
     * @param current the assignment that is judged; it has begun by the day
     * @param all every assignment of the volunteer
     * @param bornBefore of the volunteer; null where it is not on record
     */
    public Used used(Stint current, List<Stint> all, LocalDate bornBefore, LocalDate on) {
        LocalDate first = current.from();
        Category category = Category.valueOf(current.category());
        Optional<Integer> lapseYears = policies.value(PolicyTerm.SERVICE_LAPSE_YEARS, first);
        long before = 0;
        boolean lapsed = false;
        LocalDate end = null;
        for (Stint stint : all.stream()
                .filter(other -> Category.valueOf(other.category()).type() == category.type())
                .filter(other -> other.from().isBefore(first))
                .sorted(Comparator.comparing(Stint::from).thenComparing(Stint::assignment))
                .toList()) {
            if (!lapsed && isLapse(end, stint.from(), lapseYears)) {
                lapsed = true;
                before = 0;
            }
            end = lastDay(stint, first.minusDays(1));
            before += days(stint.from(), end);
        }
        if (!lapsed && isLapse(end, first, lapseYears)) {
            before = 0;
        }
        long earlier = before;
        Optional<Long> daysMax = policies.value(PolicyTerm.SERVICE_YEARS_MAX, category, first)
                .filter(years -> !isRetired(bornBefore, first))
                .map(years -> days(first, first.plusYears(years).minusDays(1)));
        return new Used(
                earlier + days(first, lastDay(current, on)),
                daysMax,
                daysMax.map(most -> first.plusDays(most - earlier - 1)));
    }

    private boolean isRetired(LocalDate bornBefore, LocalDate day) {
        return bornBefore != null
                && policies.value(PolicyTerm.RETIREMENT_AGE, day)
                        .filter(age -> !bornBefore.plusYears(age).isAfter(day))
                        .isPresent();
    }

    private static boolean isLapse(LocalDate end, LocalDate next, Optional<Integer> lapseYears) {
        return end != null
                && lapseYears
                        .filter(years -> !end.plusYears(years).isAfter(next))
                        .isPresent();
    }

    private static LocalDate lastDay(Stint stint, LocalDate atMost) {
        return stint.until() == null || stint.until().isAfter(atMost)
                ? atMost
                : stint.until().minusDays(1);
    }

    private static long days(LocalDate first, LocalDate last) {
        return last.toEpochDay() - first.toEpochDay() + 1;
    }
}
