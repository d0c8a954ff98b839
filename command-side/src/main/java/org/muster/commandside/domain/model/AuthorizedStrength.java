package org.muster.commandside.domain.model;

import org.muster.events.BudgetPeriod;
import org.muster.events.VolunteerType;

/**
 * The establishment of a mission in one budget period, by the latest decision on record. A revision counts for the whole
 * period: rule X2 is kept per period, and posts are authorized for it as a whole.
 *
 * @param period the budget period
 * @param international authorized posts for international volunteers
 * @param national authorized posts for national volunteers
 */
public record AuthorizedStrength(BudgetPeriod period, int international, int national) {

    public int posts(VolunteerType type) {
        return switch (type) {
            case INTERNATIONAL -> international;
            case NATIONAL -> national;
        };
    }
}
