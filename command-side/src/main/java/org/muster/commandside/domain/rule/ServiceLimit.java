package org.muster.commandside.domain.rule;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.VolunteerRecord;
import org.muster.commandside.domain.model.VolunteerRecord.Service;
import org.muster.events.Category;
import org.muster.events.policy.Policies;
import org.muster.events.policy.PolicyTerm;

/**
 * Rule X7: a volunteer below the retirement age serves no longer in all than the policy of the category allows; after a lapse
 * of years service is counted anew, once. Where the policy knows no maximum, there is none.
 */
public final class ServiceLimit {

    private ServiceLimit() {}

    /**
     * Why the volunteer cannot serve on these days; empty if the limit allows it.
     *
     * @param assignment the assignment that is judged; what is on record of it does not count beside the days given
     * @param first the first day of it
     * @param last the last day of it
     */
    public static Optional<Decision> refusal(
            Category category,
            VolunteerRecord volunteer,
            String assignment,
            LocalDate first,
            LocalDate last,
            Policies policies) {
        Optional<Integer> yearsMax = policies.value(PolicyTerm.SERVICE_YEARS_MAX, category, first)
                .filter(years -> !isRetired(volunteer, first, policies))
                .filter(years -> !last.isBefore(first));
        return yearsMax.flatMap(years -> refusal(
                category,
                volunteer,
                assignment,
                first,
                last,
                years,
                policies.value(PolicyTerm.SERVICE_LAPSE_YEARS, first)));
    }

    private static boolean isRetired(VolunteerRecord volunteer, LocalDate day, Policies policies) {
        return policies.value(PolicyTerm.RETIREMENT_AGE, day)
                .filter(age -> volunteer.hasReached(age, day))
                .isPresent();
    }

    private static Optional<Decision> refusal(
            Category category,
            VolunteerRecord volunteer,
            String assignment,
            LocalDate first,
            LocalDate last,
            int yearsMax,
            Optional<Integer> lapseYears) {
        List<Service> others = volunteer.assignments().stream()
                .filter(service -> service.category().type() == category.type())
                .filter(service -> !service.assignment().equals(assignment))
                .filter(service -> service.from().isBefore(first))
                .sorted(Comparator.comparing(Service::from))
                .toList();
        long days = 0;
        boolean lapsed = false;
        Optional<LocalDate> before = Optional.empty();
        for (Service service : others) {
            if (!lapsed && isLapse(before, service.from(), lapseYears)) {
                lapsed = true;
                days = 0;
            }
            LocalDate end =
                    service.until().filter(until -> until.isBefore(first)).orElse(first.minusDays(1));
            days += days(service.from(), end);
            before = Optional.of(end);
        }
        if (!lapsed && isLapse(before, first, lapseYears)) {
            days = 0;
        }
        days += days(first, last);
        long daysMax = days(first, first.plusYears(yearsMax).minusDays(1));
        return days <= daysMax
                ? Optional.empty()
                : Optional.of(Decision.rejected(
                        RefusalCode.SERVICE_LIMIT,
                        Map.of("volunteer", volunteer.volunteer(), "days", days, "daysMax", daysMax)));
    }

    private static boolean isLapse(Optional<LocalDate> end, LocalDate next, Optional<Integer> lapseYears) {
        return end.isPresent()
                && lapseYears
                        .filter(years -> !end.get().plusYears(years).isAfter(next))
                        .isPresent();
    }

    private static long days(LocalDate first, LocalDate last) {
        return last.toEpochDay() - first.toEpochDay() + 1;
    }
}
