package org.muster.queryside.readmodel.service;

import java.time.LocalDate;
import java.util.stream.Stream;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.readmodels.Row;

/**
 * An assignment that fills a requested post.
 *
 * @param doa the request's identifier
 * @param filledOn the entry on duty, which turns the reservation into an encumbrance
 */
public record FilledRequest(String assignment, String doa, LocalDate filledOn) implements Row<String> {

    static Stream<FilledRequest> of(VolunteerDeployed event) {
        return event.doa().map(doa -> new FilledRequest(event.assignment(), doa, event.entryOnDuty())).stream();
    }
}
