package org.muster.queryside.readmodel.missions;

import java.time.LocalDate;
import org.muster.events.VolunteerType;
import org.muster.readmodels.Row;

/**
 * Authorized posts of a budget period, from a date on: the row of the latest fromOn holds until the period's end.
 *
 * @param periodTo the last day of the budget period
 * @param authorized posts
 * @param document the budget document that says so
 */
public record Strength(Key key, LocalDate periodTo, int authorized, String document) implements Row<Strength.Key> {

    /**
     * What a revision replaces.
     *
     * @param periodFrom the first day of the budget period
     * @param fromOn the first day on which the number holds
     */
    public record Key(String mission, LocalDate periodFrom, VolunteerType type, LocalDate fromOn) {}
}
