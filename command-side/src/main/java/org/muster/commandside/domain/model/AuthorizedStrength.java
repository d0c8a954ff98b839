package org.muster.commandside.domain.model;

import java.time.LocalDate;
import org.muster.events.BudgetPeriod;
import org.muster.events.VolunteerType;

/**
 * The establishment of a mission on some days of one budget period.
 *
 * @param period the budget period
 * @param from the first day on which these numbers hold
 * @param to the last one
 * @param international authorized posts for international volunteers
 * @param national authorized posts for national volunteers
 */
public record AuthorizedStrength(BudgetPeriod period, LocalDate from, LocalDate to, int international, int national) {

    public int posts(VolunteerType type) {
        return switch (type) {
            case INTERNATIONAL -> international;
            case NATIONAL -> national;
        };
    }

    /** The same, but not beyond a day. */
    AuthorizedStrength until(LocalDate last) {
        return new AuthorizedStrength(period, from, to.isAfter(last) ? last : to, international, national);
    }
}
