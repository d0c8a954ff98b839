package org.muster.queryside.readmodel.missions;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.muster.events.BudgetPeriod;
import org.muster.events.VolunteerType;
import org.muster.events.mission.VolunteerStrengthAuthorized;
import org.muster.events.mission.VolunteerStrengthRevised;
import org.muster.readmodels.Row;

/**
 * Authorized posts of a budget period, from a date on: the row of the latest fromOn holds until the period's end, and of one
 * fromOn the row that was recorded last.
 *
 * @param periodTo the last day of the budget period
 * @param fromOn the first day on which the number holds
 * @param authorized posts
 * @param document the budget document that says so
 */
public record Strength(Key key, LocalDate periodTo, LocalDate fromOn, int authorized, String document)
        implements Row<Strength.Key> {

    /**
     * Each decision has rows of its own, so that it can be corrected.
     *
     * @param periodFrom the first day of the budget period
     * @param position of the event that recorded it
     */
    public record Key(String mission, LocalDate periodFrom, VolunteerType type, long position) {}

    static List<Strength> of(VolunteerStrengthAuthorized event, long position) {
        return of(
                event.mission(),
                event.period(),
                event.period().from(),
                event.international(),
                event.national(),
                event.document(),
                position);
    }

    /** A revision decided before the period holds from the period's first day. */
    static List<Strength> of(VolunteerStrengthRevised event, long position) {
        LocalDate first = event.period().from();
        return of(
                event.mission(),
                event.period(),
                event.revisedOn().isAfter(first) ? event.revisedOn() : first,
                event.international(),
                event.national(),
                event.document(),
                position);
    }

    private static List<Strength> of(
            String mission,
            BudgetPeriod period,
            LocalDate fromOn,
            int international,
            int national,
            String document,
            long position) {
        return Stream.of(VolunteerType.values())
                .map(type -> new Strength(
                        new Key(mission, period.from(), type, position),
                        period.to(),
                        fromOn,
                        switch (type) {
                            case INTERNATIONAL -> international;
                            case NATIONAL -> national;
                        },
                        document))
                .toList();
    }
}
