package org.muster.commands.volunteer;

import java.time.LocalDate;
import java.util.Optional;
import org.muster.catalog.Text;

/**
 * A volunteer's personal data. It is in clear only on the way in and, with the scope personal-data, on the way out.
 *
 * @param name the full name; at least one letter
 * @param birthDate the date of birth
 * @param passport the passport's number
 * @param contact how to reach the person
 * @param nextOfKin the person to inform
 */
public record PersonalData(
        @Text(pattern = Text.NAME, max = 200) String name,
        LocalDate birthDate,
        Optional<@Text(max = 40) String> passport,
        Optional<@Text(max = 400) String> contact,
        Optional<@Text(max = 400) String> nextOfKin) {

    /** Holds no personal data, because logs print it. */
    @Override
    public String toString() {
        return "PersonalData[sealed]";
    }
}
