package org.muster.queryside.readmodel.assignments;

import java.time.LocalDate;
import org.muster.events.assignment.VolunteerReassigned;
import org.muster.readmodels.Row;

/**
 * A move to another duty station of the same mission. Where an assignment is on a day, the latest move by that day says, or else
 * the assignment itself.
 *
 * @param mission where the volunteer serves
 * @param station the duty station from then on
 * @param reassignedOn the first day there
 */
public record Reassignment(Key key, String mission, String station, LocalDate reassignedOn)
        implements Row<Reassignment.Key> {

    /**
     * Each move is a row of its own.
     *
     * @param position of the event that recorded it
     */
    public record Key(String assignment, long position) {}

    static Reassignment of(VolunteerReassigned event, long position) {
        return new Reassignment(
                new Key(event.assignment(), position), event.mission(), event.station(), event.reassignedOn());
    }
}
