package org.muster.queryside.readmodel.service;

import java.time.LocalDate;
import org.muster.events.assignment.AbsenceKind;
import org.muster.events.assignment.AbsenceRecorded;
import org.muster.readmodels.Row;

/**
 * Days on which somebody who serves is absent.
 *
 * @param lastDay included
 */
public record Absence(Key key, AbsenceKind kind, LocalDate firstDay, LocalDate lastDay) implements Row<Absence.Key> {

    /** @param position of the event that recorded it, so that it can be annulled */
    public record Key(String assignment, long position) {}

    static Absence of(AbsenceRecorded event, long position) {
        return new Absence(new Key(event.assignment(), position), event.kind(), event.firstDay(), event.lastDay());
    }
}
