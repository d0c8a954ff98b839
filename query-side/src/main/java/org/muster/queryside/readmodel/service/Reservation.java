package org.muster.queryside.readmodel.service;

import java.time.LocalDate;
import java.util.Optional;
import org.muster.events.VolunteerType;
import org.muster.events.recruitment.DoAApproved;
import org.muster.readmodels.Row;

/**
 * A post that is promised to an approved request (DoA) on its days, until it is cancelled or filled; {@link FilledRequest} says the
 * latter, because it follows from events of a volunteer.
 *
 * @param doa the request's identifier
 * @param type of which establishment
 * @param approvedOn the first day of the promise
 * @param neededFrom the first day of the post
 * @param neededUntil the last day of the post
 * @param cancelledOn the first day without the promise; empty while it stands
 */
public record Reservation(
        String doa,
        String mission,
        VolunteerType type,
        LocalDate approvedOn,
        LocalDate neededFrom,
        LocalDate neededUntil,
        Optional<LocalDate> cancelledOn)
        implements Row<String> {

    static Reservation of(DoAApproved event) {
        return new Reservation(
                event.doa(),
                event.mission(),
                event.category().type(),
                event.approvedOn(),
                event.neededFrom(),
                event.neededUntil(),
                Optional.empty());
    }

    Reservation approved(LocalDate day) {
        return new Reservation(doa, mission, type, day, neededFrom, neededUntil, cancelledOn);
    }

    Reservation cancelled(Optional<LocalDate> day) {
        return new Reservation(doa, mission, type, approvedOn, neededFrom, neededUntil, day);
    }
}
