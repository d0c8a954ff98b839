package org.muster.queryside.readmodel.service;

import java.time.LocalDate;
import java.util.Optional;
import org.muster.events.DomainEvent;
import org.muster.events.security.VolunteerRelocated;
import org.muster.events.security.VolunteerReturned;
import org.muster.readmodels.Row;

/**
 * A move to a safe haven, or back; of one order and assignment the latest one says where somebody is.
 *
 * @param haven the place of safety; empty for the return
 * @param movedOn the first day there, or back
 */
public record Movement(Key key, Optional<String> haven, LocalDate movedOn) implements Row<Movement.Key> {

    /**
     * Each move is a row of its own.
     *
     * @param orderId the order's identifier
     * @param position of the event that recorded it
     */
    public record Key(String assignment, String orderId, long position) {}

    static Optional<Movement> of(DomainEvent event, long position) {
        return switch (event) {
            case VolunteerRelocated e ->
                Optional.of(new Movement(
                        new Key(e.assignment(), e.order(), position), Optional.of(e.haven()), e.relocatedOn()));
            case VolunteerReturned e ->
                Optional.of(
                        new Movement(new Key(e.assignment(), e.order(), position), Optional.empty(), e.returnedOn()));
            default -> Optional.empty();
        };
    }
}
