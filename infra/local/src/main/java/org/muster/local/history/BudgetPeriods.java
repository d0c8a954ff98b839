package org.muster.local.history;

import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import org.muster.events.BudgetPeriod;
import org.muster.events.mission.MissionKind;

/** The budget periods of a mission's life. */
final class BudgetPeriods {

    private BudgetPeriods() {}

    /** From the first to the last day; a period that lies about the last day of an open mission is whole. */
    static List<BudgetPeriod> of(MissionPlan mission) {
        List<BudgetPeriod> periods = new ArrayList<>();
        LocalDate last = mission.closedOn().orElse(Archive.HORIZON);
        LocalDate from = mission.startedOn();
        while (!from.isAfter(last)) {
            LocalDate whole = endOf(mission.kind(), from);
            LocalDate to = mission.closedOn().filter(whole::isAfter).orElse(whole);
            periods.add(new BudgetPeriod(from, to));
            from = to.plusDays(1);
        }
        return List.copyOf(periods);
    }

    private static LocalDate endOf(MissionKind kind, LocalDate date) {
        return switch (kind) {
            case PEACEKEEPING -> {
                int year = date.getMonth().compareTo(Month.JULY) < 0 ? date.getYear() : date.getYear() + 1;
                yield LocalDate.of(year, Month.JUNE, 30);
            }
            case POLITICAL, EMERGENCY_HEALTH -> LocalDate.of(date.getYear(), Month.DECEMBER, 31);
        };
    }
}
