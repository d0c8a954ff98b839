package org.muster.commandside.domain.rule;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.DutyStation;
import org.muster.events.dated.Dated;

/**
 * Rule X5: on each day of an assignment its duty station of that day belongs to the mission and is open. An open assignment has the
 * days to its planned end, and all days where none is on record; so nobody is left at a station whose closure was recorded before.
 */
public final class OpenStations {

    private OpenStations() {}

    private record Stay(String station, LocalDate from, Optional<LocalDate> until) {}

    /**
     * Why nobody can come to a station for these days; empty if somebody can.
     *
     * @param field the name of the first day in the answer
     * @param last the last day; absent if there is no end yet
     */
    public static Optional<Decision> refusal(
            String id,
            String mission,
            Optional<DutyStation> known,
            String field,
            LocalDate first,
            Optional<LocalDate> last) {
        Optional<DutyStation> there =
                known.filter(s -> s.mission().equals(mission)).filter(s -> s.isOpenOn(first));
        Optional<LocalDate> closedOn = there.flatMap(s -> s.closedBefore(last));
        if (there.isPresent() && closedOn.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> details = new HashMap<>(Map.of("station", id, "mission", mission, field, first.toString()));
        closedOn.ifPresent(closed -> details.put("closedOn", closed.toString()));
        return Optional.of(Decision.rejected(RefusalCode.STATION_NOT_IN_MISSION, details));
    }

    /**
     * Why an assignment cannot be where it is on record to be; empty if it can.
     *
     * @param moves the station from day to day
     * @param first the first of the days in question
     * @param last the last of them; absent if there is no end yet
     * @param stations the stations that are on record, by identifier
     */
    public static Optional<Decision> refusal(
            String mission,
            Dated<String> moves,
            LocalDate first,
            Optional<LocalDate> last,
            Function<String, Optional<DutyStation>> stations) {
        return stays(moves, first, last)
                .flatMap(stay -> stations
                        .apply(stay.station())
                        .filter(known -> known.mission().equals(mission) && known.isOpenOn(stay.from()))
                        .map(known -> closed(known, stay.until()))
                        .orElseGet(() ->
                                refusal(stay.station(), mission, Optional.empty(), "on", stay.from(), stay.until()))
                        .stream())
                .findFirst();
    }

    /** Why an assignment cannot stay where it is on these days, as {@link #refusal} but for a station that was closed before. */
    static Optional<Decision> closed(
            Dated<String> moves, LocalDate first, LocalDate last, Function<String, Optional<DutyStation>> stations) {
        return stays(moves, first, Optional.of(last))
                .flatMap(stay -> stations.apply(stay.station()).flatMap(known -> closed(known, stay.until())).stream())
                .findFirst();
    }

    private static Optional<Decision> closed(DutyStation station, Optional<LocalDate> last) {
        return station.closedBefore(last)
                .map(closed -> Decision.rejected(
                        RefusalCode.STATION_CLOSED,
                        Map.of("station", station.station(), "closedOn", closed.toString())));
    }

    private static Stream<Stay> stays(Dated<String> moves, LocalDate first, Optional<LocalDate> last) {
        List<Dated.Entry<String>> entries = moves.entries();
        return IntStream.range(0, entries.size())
                .mapToObj(i -> new Stay(
                        entries.get(i).value(),
                        entries.get(i).from().isBefore(first)
                                ? first
                                : entries.get(i).from(),
                        i + 1 < entries.size()
                                ? Optional.of(entries.get(i + 1).from().minusDays(1))
                                        .map(day -> last.filter(day::isAfter).orElse(day))
                                : last))
                .filter(stay -> stay.until().filter(stay.from()::isAfter).isEmpty());
    }
}
