package org.muster.local.history;

import java.time.LocalDate;
import java.util.Optional;
import org.muster.events.volunteer.Gender;

/**
 * A synthetic volunteer.
 *
 * @param stream the stream that the person serves in
 * @param order counts the persons of the stream; with it the person's identity
 * @param nationality ISO 3166-1 alpha-3
 * @param residence the country of residence where it is not that of the nationality
 * @param gender as recorded
 * @param birthDate generated
 * @param registeredOn some weeks before the first entry on duty
 */
record Person(
        int stream,
        int order,
        String nationality,
        Optional<String> residence,
        Gender gender,
        LocalDate birthDate,
        LocalDate registeredOn) {}
