package org.muster.queryside.report.published;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.muster.queryside.readmodel.assignments.Assignment;
import org.muster.queryside.readmodel.missions.Mission;
import org.muster.queryside.report.Column;
import org.muster.queryside.report.Columns;
import org.muster.queryside.report.Question;
import org.muster.queryside.report.Stamp;
import org.muster.readmodels.AsKnownAt;

/** How many serve on each of some days, by mission and type: read at once for all of them. */
final class ServingOnDays {

    private static final List<Column> MOVES = List.of(
            Columns.MISSION, Column.text("kind", "", ""), Columns.TYPE, Column.whole("day", "", ""), Columns.PERSONS);

    // An assignment begins to count on the first of the days that is not before its entry on duty, and ends on
    // the first that is not before its separation: width_bucket tells how many of the days lie before. The days
    // are made an array once; beside a column it would be done for each row.
    private static final String SQL = AsKnownAt.query("""
            with asked as materialized (
                select :days::date[] as days
            ), moved as (
                select a.mission, a.type, width_bucket(a.entry_on_duty - 1, (select days from asked)) as day, count(*) as persons
                from {assignment} a
                where (a.separation_on is null or a.separation_on > a.entry_on_duty)
                  and (:missions::text[] is null or a.mission = any (:missions))
                group by 1, 2, 3
                union all
                select a.mission, a.type, width_bucket(a.separation_on - 1, (select days from asked)), -count(*)
                from {assignment} a
                where a.separation_on > a.entry_on_duty and (:missions::text[] is null or a.mission = any (:missions))
                group by 1, 2, 3
            )
            select mission, m.kind, moved.type, moved.day, sum(moved.persons)::bigint as persons
            from moved left join {mission} m using (mission) group by mission, m.kind, moved.type, moved.day
            """, Stamp.AS_KNOWN, Assignment.class, Mission.class);

    /** Those who are counted together. */
    record Place(String mission, String kind, String type) {}

    private final List<LocalDate> days;
    private final Map<Place, long[]> counts;

    private ServingOnDays(List<LocalDate> days, Map<Place, long[]> counts) {
        this.days = days;
        this.counts = counts;
    }

    /** @param missions nobody else is read; empty for all missions */
    static ServingOnDays read(Question question, SortedSet<LocalDate> days, Optional<Set<String>> missions) {
        Map<Place, long[]> counts = new HashMap<>();
        if (!days.isEmpty()) {
            String array = days.stream().map(LocalDate::toString).collect(Collectors.joining(",", "{", "}"));
            Map<String, Object> more = new HashMap<>(Map.of("days", array));
            more.put(
                    "missions",
                    missions.map(some -> some.toArray(String[]::new)).orElse(null));
            for (List<Object> row : question.rows(SQL, MOVES, more)) {
                Place place = new Place((String) row.get(0), (String) row.get(1), (String) row.get(2));
                // One place more than days: who enters after the last of them counts on none.
                counts.computeIfAbsent(place, any -> new long[days.size() + 1])[Math.toIntExact((Long) row.get(3))] +=
                        (Long) row.get(4);
            }
        }
        counts.values().forEach(ServingOnDays::sumUp);
        return new ServingOnDays(List.copyOf(days), counts);
    }

    private static void sumUp(long[] moves) {
        for (int day = 1; day < moves.length; day++) {
            moves[day] += moves[day - 1];
        }
    }

    /** How many serve on one of the days, of the places that are wanted. */
    long count(LocalDate day, Predicate<Place> wanted) {
        int index = days.indexOf(day);
        return counts.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .mapToLong(entry -> entry.getValue()[index])
                .sum();
    }
}
