package org.muster.local.history;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.muster.events.ServiceArea;
import org.muster.events.VolunteerType;
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
        Optional<Integer> nationalities) {

    record Mandate(String instrument, LocalDate adoptedOn, LocalDate expiresOn) {}

    record Station(String id, String name, String country) {}

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

    /** The expiry of the first mandate; the end of the mandate where the extensions between are not on record. */
    Optional<LocalDate> firstExpiry() {
        return mandates.isEmpty()
                ? mandateEndedOn
                : Optional.of(mandates.getFirst().expiresOn());
    }
}
