package org.muster.commandside.domain.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.events.BudgetPeriod;
import org.muster.events.dated.Dated;

/**
 * What was authorized for one budget period: at first, and by each revision from its day on.
 *
 * @param period the budget period
 * @param decisions the numbers by the day from which they hold
 */
record PeriodStrength(BudgetPeriod period, Dated<Posts> decisions) {

    /** Authorized posts, international and national apart. */
    record Posts(int international, int national) {}

    static PeriodStrength none(BudgetPeriod period) {
        return new PeriodStrength(period, Dated.nothing());
    }

    /** With a decision that holds from a day on; one from before the period holds from its first day. */
    PeriodStrength decided(LocalDate day, Posts posts) {
        return new PeriodStrength(period, decisions.with(day.isBefore(period.from()) ? period.from() : day, posts));
    }

    /** The strengths that hold from a day of the period to its end, each with its days. */
    List<AuthorizedStrength> from(LocalDate first) {
        List<AuthorizedStrength> strengths = new ArrayList<>();
        LocalDate day = first;
        while (day != null && !day.isAfter(period.to())) {
            Optional<LocalDate> next = decisions.nextAfter(day).map(Dated.Entry::from);
            LocalDate to = next.map(on -> on.minusDays(1))
                    .filter(last -> last.isBefore(period.to()))
                    .orElse(period.to());
            LocalDate from = day;
            decisions
                    .on(day)
                    .ifPresent(posts -> strengths.add(
                            new AuthorizedStrength(period, from, to, posts.international(), posts.national())));
            day = next.orElse(null);
        }
        return strengths;
    }
}
