package org.muster.local.present;

import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.muster.commands.mission.AuthorizeVolunteerStrength;
import org.muster.events.BudgetPeriod;
import org.muster.events.VolunteerType;
import org.muster.events.mission.MissionKind;
import org.muster.local.present.Standing.Mission;

/** The posts of a mission in the budget periods after the history. */
final class Strengths {

    private Strengths() {}

    /** The strengths of the periods that the history does not know, up to the one that holds the day. */
    static List<AuthorizeVolunteerStrength> since(Mission mission, LocalDate day, int vacancyPercent) {
        List<AuthorizeVolunteerStrength> strengths = new ArrayList<>();
        Optional<LocalDate> told =
                mission.strengths.stream().map(one -> one.period().to()).max(Comparator.naturalOrder());
        if (told.isEmpty() || mission.serving.isEmpty()) {
            return List.of();
        }
        for (LocalDate from = told.get().plusDays(1); !from.isAfter(day); ) {
            BudgetPeriod period = new BudgetPeriod(from, endOf(mission.kind, from));
            strengths.add(new AuthorizeVolunteerStrength(
                    mission.acronym,
                    period,
                    posts(mission.serving(VolunteerType.INTERNATIONAL), vacancyPercent),
                    posts(mission.serving(VolunteerType.NATIONAL), vacancyPercent),
                    "SYNTHETIC " + mission.acronym + "/" + from.getYear()));
            from = period.to().plusDays(1);
        }
        return strengths;
    }

    /** How many posts of a type are neither filled nor spoken for, in the period that holds the day. */
    static int vacant(Mission mission, VolunteerType type, LocalDate day) {
        return mission.strengths.stream()
                        .filter(one -> one.period().contains(day))
                        .findFirst()
                        .map(one -> type == VolunteerType.INTERNATIONAL ? one.international() : one.national())
                        .orElse(0)
                - mission.serving(type);
    }

    private static int posts(int serving, int vacancyPercent) {
        return serving == 0 ? 0 : Math.ceilDiv(serving * 100, 100 - vacancyPercent) + 2;
    }

    private static LocalDate endOf(MissionKind kind, LocalDate date) {
        return switch (kind) {
            case PEACEKEEPING ->
                LocalDate.of(
                        date.getMonth().compareTo(Month.JULY) < 0 ? date.getYear() : date.getYear() + 1,
                        Month.JUNE,
                        30);
            case POLITICAL, EMERGENCY_HEALTH -> LocalDate.of(date.getYear(), Month.DECEMBER, 31);
        };
    }
}
