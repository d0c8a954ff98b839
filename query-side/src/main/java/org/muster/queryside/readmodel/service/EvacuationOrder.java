package org.muster.queryside.readmodel.service;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.muster.readmodels.Row;

/**
 * An order to leave duty stations.
 *
 * @param orderId the order's identifier; {@code order} is a word of SQL
 * @param stations the duty stations to leave
 * @param orderedOn the first day
 * @param liftedOn the first day without it; empty while it holds
 */
public record EvacuationOrder(
        String orderId,
        String mission,
        List<String> stations,
        String reference,
        LocalDate orderedOn,
        Optional<LocalDate> liftedOn)
        implements Row<String> {

    EvacuationOrder ordered(String document, LocalDate day) {
        return new EvacuationOrder(orderId, mission, stations, document, day, liftedOn);
    }

    EvacuationOrder lifted(Optional<LocalDate> day) {
        return new EvacuationOrder(orderId, mission, stations, reference, orderedOn, day);
    }
}
