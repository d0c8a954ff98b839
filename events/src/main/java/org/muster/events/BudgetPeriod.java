package org.muster.events;

import java.time.LocalDate;

/**
 * A budget period of a mission: 1 July to 30 June for peacekeeping, the calendar year for special political missions;
 * the first and last of a mission may be shorter.
 *
 * @param from the first day
 * @param to the last day, included
 */
public record BudgetPeriod(LocalDate from, LocalDate to) {

    public boolean contains(LocalDate date) {
        return !date.isBefore(from) && !date.isAfter(to);
    }

    public boolean overlaps(BudgetPeriod other) {
        return !from.isAfter(other.to) && !other.from.isAfter(to);
    }
}
