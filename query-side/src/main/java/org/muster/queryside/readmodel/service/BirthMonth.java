package org.muster.queryside.readmodel.service;

import java.time.LocalDate;
import org.muster.events.volunteer.VolunteerRegistered;
import org.muster.readmodels.Row;

/**
 * What rules of age need to know; the birth date itself is sealed.
 *
 * @param bornBefore the first day of the month after the birth, or of the year where only that is on record
 */
public record BirthMonth(String volunteer, LocalDate bornBefore) implements Row<String> {

    static BirthMonth of(VolunteerRegistered event) {
        return new BirthMonth(
                event.volunteer(), event.bornBefore().orElseGet(() -> LocalDate.of(event.birthYear() + 1, 1, 1)));
    }
}
