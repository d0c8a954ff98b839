package org.muster.queryside.readmodel.service;

import java.time.LocalDate;
import java.util.Optional;
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
}
