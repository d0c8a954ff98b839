package org.muster.commands;

import java.time.LocalDate;
import java.util.Optional;
import org.muster.catalog.Text;

/**
 * Who a volunteer is. Exists in clear only on the way in and, for those with the personal-data scope, on the way out.
 *
 * @param name the full name
 * @param birthDate the date of birth
 * @param passport the passport's number
 * @param contact how to reach the person
 * @param nextOfKin whom to inform
 */
public record PersonalData(
        @Text(max = 200) String name,
        LocalDate birthDate,
        Optional<@Text(max = 40) String> passport,
        Optional<@Text(max = 400) String> contact,
        Optional<@Text(max = 400) String> nextOfKin) {

    /** Keeps the person out of logs, whatever prints this. */
    @Override
    public String toString() {
        return "PersonalData[sealed]";
    }
}
