package org.muster.local.history;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.muster.events.ServiceArea;
import org.muster.events.VolunteerType;
import org.muster.events.assignment.IncidentType;
import org.muster.events.mission.HardshipClass;
import org.muster.events.mission.LeadDepartment;
import org.muster.events.mission.MissionKind;

/**
 * The content of the tables about one mission.
 *
 * @param acronym the mission
 * @param name the full name
 * @param countries the mission area, as ISO 3166-1 alpha-3 codes
 * @param kind decides the budget period
 * @param lead the department that led it at its start
 * @param instrument the document that established it
 * @param adoptedOn when the instrument was adopted
 * @param startedOn the first day
 * @param mandateEndedOn the last day of the mandate, if it ended
 * @param closedOn the day of closure, if it closed
 * @param drawdownOn when the drawdown began, where that is known
 * @param liquidationOn when the liquidation began, where that is known
 * @param predecessor the mission that it followed
 * @param mandates the first mandate with its expiry and its extensions, where these are known
 * @param stations duty stations
 * @param points volunteers serving on dates; the synthetic history meets each of them
 * @param provisions published provisions, by the first day of the budget period
 * @param areas weight of each service area
 * @param terms how long assignments last
 * @param nationalities how many nationalities its volunteers are known to have had, if that is known
 * @param renaming its later name, where it was renamed
 * @param revisions published revisions of the authorized strength
 * @param deaths known deaths in service
 */
record MissionPlan(
        String acronym,
        String name,
        List<String> countries,
        MissionKind kind,
        LeadDepartment lead,
        String instrument,
        LocalDate adoptedOn,
        LocalDate startedOn,
        Optional<LocalDate> mandateEndedOn,
        Optional<LocalDate> closedOn,
        Optional<LocalDate> drawdownOn,
        Optional<LocalDate> liquidationOn,
        Optional<String> predecessor,
        List<Mandate> mandates,
        List<Station> stations,
        NavigableMap<LocalDate, Strength> points,
        Map<LocalDate, Provision> provisions,
        Map<ServiceArea, Integer> areas,
        Terms terms,
        Optional<Integer> nationalities,
        Optional<Renaming> renaming,
        List<Revision> revisions,
        List<Death> deaths) {

    /** In the last days of a mission, so many, contracts are extended instead of people recruited. */
    private static final int LAST_STRETCH_DAYS = 180;

    /** Leaving and entering in the same month may need so many posts at a time. */
    private static final int MARGIN = 10;

    record Mandate(String instrument, LocalDate adoptedOn, LocalDate expiresOn) {}

    /** @param conditions the classes of the station, each from a day on, in order */
    record Station(String id, String name, String country, List<Conditions> conditions) {

        /** The class that holds on a day. */
        Optional<Conditions> on(LocalDate day) {
            return conditions.stream().filter(one -> !one.from().isAfter(day)).reduce((before, later) -> later);
        }
    }

    record Conditions(LocalDate from, HardshipClass hardshipClass, boolean family, Optional<Integer> restWeeks) {}

    record Renaming(String acronym, String name, LocalDate on) {}

    /** @param period the first day of the budget period */
    record Revision(LocalDate period, LocalDate on, Strength posts, String document) {}

    record Death(LocalDate on, VolunteerType type, IncidentType incident) {}

    record Provision(Strength posts, String document) {}

    /** Volunteers or posts, by type. */
    record Strength(int international, int national) {

        int of(VolunteerType type) {
            return switch (type) {
                case INTERNATIONAL -> international;
                case NATIONAL -> national;
            };
        }
    }

    /** The day on which nobody serves any more, if there is one. */
    Optional<LocalDate> emptyFrom() {
        return closedOn.map(day -> day.plusDays(1));
    }

    /**
     * How many are to serve on the date: on the straight line between the two points around it.
     *
     * @return 0 before the first point and after the closure
     */
    int target(VolunteerType type, LocalDate date) {
        Map.Entry<LocalDate, Strength> before = points.floorEntry(date);
        Map.Entry<LocalDate, Strength> after = points.ceilingEntry(date);
        if (before == null || after == null) {
            return before == null ? 0 : before.getValue().of(type);
        }
        long between = after.getKey().toEpochDay() - before.getKey().toEpochDay();
        if (between == 0) {
            return before.getValue().of(type);
        }
        long passed = date.toEpochDay() - before.getKey().toEpochDay();
        int from = before.getValue().of(type);
        int to = after.getValue().of(type);
        return from + Math.toIntExact(Math.floorDiv(2 * (to - from) * passed + between, 2 * between));
    }

    /**
     * Whether nobody is recruited any more: near the end of the mandate, from the drawdown on, and while more serve than a revision
     * of the strength authorizes.
     *
     * @param after the day before the first entry on duty that is judged
     * @param day the last such day
     */
    boolean recruitsNobody(LocalDate after, LocalDate day) {
        return mandateEndedOn
                        .filter(end -> day.isAfter(end.minusDays(LAST_STRETCH_DAYS)))
                        .isPresent()
                || drawdownOn.filter(begun -> !day.isBefore(begun)).isPresent()
                || revisions.stream().anyMatch(revision -> isExceeded(revision, after, day));
    }

    private boolean isExceeded(Revision revision, LocalDate after, LocalDate day) {
        return !day.isBefore(revision.on())
                && after.isBefore(revision.period().plusYears(1))
                && Arrays.stream(VolunteerType.values())
                        .filter(type -> target(type, after) > 0)
                        .anyMatch(type -> target(type, after) > revision.posts().of(type) - MARGIN);
    }

    /** The station of this id. */
    Station station(String id) {
        return stations.stream()
                .filter(station -> station.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The expiry of the first mandate; the end of the mandate where the extensions between are not on record. */
    Optional<LocalDate> firstExpiry() {
        return mandates.isEmpty()
                ? mandateEndedOn
                : Optional.of(mandates.getFirst().expiresOn());
    }
}
