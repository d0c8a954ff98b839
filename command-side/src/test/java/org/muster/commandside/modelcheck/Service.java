package org.muster.commandside.modelcheck;

import java.time.LocalDate;
import java.util.Optional;
import java.util.TreeMap;
import org.muster.events.Category;

/** A commitment from the accepted offer on, and service from the entry on duty on. */
final class Service {

    final String id;
    final String volunteer;
    final String mission;
    final Category category;
    final LocalDate from;
    final TreeMap<LocalDate, String> stations = new TreeMap<>();
    Optional<String> doa = Optional.empty();
    Optional<LocalDate> planned;
    Optional<LocalDate> last = Optional.empty();
    Optional<String> safeHavenOf = Optional.empty();
    LocalDate away = LocalDate.MIN;
    boolean evacuated;
    boolean settled;
    boolean deployed;
    int records;

    Service(
            String id,
            String volunteer,
            String mission,
            Category category,
            LocalDate from,
            Optional<LocalDate> planned) {
        this.id = id;
        this.volunteer = volunteer;
        this.mission = mission;
        this.category = category;
        this.from = from;
        this.planned = planned;
    }

    /** The last day; where none is on record the planned one, else the end of all days. */
    LocalDate until() {
        return last.or(() -> planned).orElse(LocalDate.MAX);
    }

    boolean isOpen() {
        return deployed && last.isEmpty();
    }

    boolean shares(LocalDate first, LocalDate until) {
        return !from.isAfter(until) && !until().isBefore(first);
    }

    /** A post is taken until the end is on record: a contract may be extended. */
    boolean encumbers(LocalDate day) {
        return deployed
                && !day.isBefore(from)
                && last.map(end -> !end.isBefore(day)).orElse(true);
    }
}
