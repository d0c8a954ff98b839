package org.muster.commandside.domain.model;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.Tag;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.DeathInServiceRecorded;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.assignment.VolunteerReassigned;
import org.muster.events.assignment.VolunteerTransferred;
import org.muster.events.dated.Dated;

/**
 * Who serves at each duty station of a mission. Only what closes a station reads it, so that it may hold assignments. An event copies
 * those of one station, and of the volunteers who changed it, whose moves may be recorded in any order.
 *
 * @param mission whose stations
 * @param stations by the station's identifier, without those who changed it
 * @param moved the assignments that changed the station, by identifier
 */
public record StationOccupancy(
        String mission, Map<String, StationOccupancy.Occupants> stations, Map<String, StationOccupancy.Moves> moved) {

    /** By the mission's acronym. */
    public static final DecisionModel<StationOccupancy> MODEL = DecisionModel.named("station-occupancy", 3)
            .tagged(Tag.MISSION)
            .startingFrom(mission -> new StationOccupancy(mission, Map.of(), Map.of()))
            .on(VolunteerDeployed.class, (state, e) -> state.joined(e.station(), e.assignment(), e.entryOnDuty()))
            .on(VolunteerReassigned.class, StationOccupancy::reassigned)
            .on(VolunteerTransferred.class, StationOccupancy::transferred)
            .on(DeathInServiceRecorded.class, (state, e) -> state.left(e.assignment(), e.diedOn()))
            .on(AssignmentEnded.class, (state, e) -> state.left(e.assignment(), e.lastDay()));

    /**
     * The assignments at one station.
     *
     * @param open assignments without an end on record, with their first day there
     * @param firstDay the earliest first day of any
     * @param lastDay the latest last day of those that are not open
     */
    public record Occupants(Map<String, LocalDate> open, Optional<LocalDate> firstDay, Optional<LocalDate> lastDay) {

        public Occupants {
            open = Map.copyOf(open);
        }

        private static final Occupants NONE = new Occupants(Map.of(), Optional.empty(), Optional.empty());

        private Occupants without(String assignment) {
            Map<String, LocalDate> fewer = new HashMap<>(open);
            fewer.remove(assignment);
            return new Occupants(fewer, firstDay, lastDay);
        }
    }

    /**
     * Where one assignment is from day to day.
     *
     * @param stations the duty station from each day on
     * @param lastDay the last day of service; absent while it is open
     */
    public record Moves(Dated<String> stations, Optional<LocalDate> lastDay) {

        private boolean isOpenAt(String station) {
            return lastDay.isEmpty() && stations.last().filter(station::equals).isPresent();
        }

        /** The last days at the station, of each stay there that ends. */
        private Stream<LocalDate> lastDaysAt(String station) {
            List<Dated.Entry<String>> entries = stations.entries();
            return IntStream.range(0, entries.size())
                    .filter(i -> entries.get(i).value().equals(station))
                    .mapToObj(i -> i + 1 < entries.size()
                            ? Optional.of(entries.get(i + 1).from().minusDays(1))
                                    .map(day -> lastDay.filter(day::isAfter).orElse(day))
                                    .filter(day -> !day.isBefore(entries.get(i).from()))
                            : lastDay)
                    .flatMap(Optional::stream);
        }

        private Stream<LocalDate> firstDaysAt(String station) {
            return stations.entries().stream()
                    .filter(entry -> entry.value().equals(station))
                    .map(Dated.Entry::from);
        }
    }

    public StationOccupancy {
        stations = Map.copyOf(stations);
        moved = Map.copyOf(moved);
    }

    /** How many assignments at the station are open; others may last beyond a day all the same. */
    public int open(String station) {
        return at(station).open().size()
                + (int) moved.values().stream()
                        .filter(moves -> moves.isOpenAt(station))
                        .count();
    }

    /** Whether somebody leaves the station, by an end or a move, only after this day. */
    public boolean lastsBeyond(String station, LocalDate day) {
        return Stream.concat(
                        at(station).lastDay().stream(),
                        moved.values().stream().flatMap(moves -> moves.lastDaysAt(station)))
                .anyMatch(last -> last.isAfter(day));
    }

    /** The first day on which anybody serves there. */
    public Optional<LocalDate> firstDay(String station) {
        return Stream.concat(
                        at(station).firstDay().stream(),
                        moved.values().stream().flatMap(moves -> moves.firstDaysAt(station)))
                .min(LocalDate::compareTo);
    }

    private Occupants at(String station) {
        return stations.getOrDefault(station, Occupants.NONE);
    }

    private StationOccupancy with(String station, Occupants occupants) {
        Map<String, Occupants> more = new HashMap<>(stations);
        more.put(station, occupants);
        return new StationOccupancy(mission, more, moved);
    }

    private StationOccupancy with(String assignment, Moves moves) {
        Map<String, Moves> more = new HashMap<>(moved);
        more.put(assignment, moves);
        return new StationOccupancy(mission, stations, more);
    }

    private Optional<String> stationOf(String assignment) {
        return stations.entrySet().stream()
                .filter(station -> station.getValue().open().containsKey(assignment))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private StationOccupancy reassigned(VolunteerReassigned event) {
        Moves known = moved.get(event.assignment());
        if (known != null) {
            return with(
                    event.assignment(),
                    new Moves(known.stations().with(event.reassignedOn(), event.station()), known.lastDay()));
        }
        return stationOf(event.assignment())
                .map(station -> with(station, at(station).without(event.assignment()))
                        .with(
                                event.assignment(),
                                new Moves(
                                        Dated.from(at(station).open().get(event.assignment()), station)
                                                .with(event.reassignedOn(), event.station()),
                                        Optional.empty())))
                .orElse(this);
    }

    /** The event carries the tags of both missions. */
    private StationOccupancy transferred(VolunteerTransferred event) {
        StationOccupancy without = left(event.assignment(), event.lastDay());
        return event.newMission().equals(mission)
                ? without.joined(event.newStation(), event.newAssignment(), event.transferredOn())
                : without;
    }

    private StationOccupancy joined(String station, String assignment, LocalDate day) {
        Map<String, LocalDate> open = new HashMap<>(at(station).open());
        open.put(assignment, day);
        LocalDate first = at(station).firstDay().filter(day::isAfter).orElse(day);
        return with(station, new Occupants(open, Optional.of(first), at(station).lastDay()));
    }

    private StationOccupancy left(String assignment, LocalDate lastDay) {
        Moves known = moved.get(assignment);
        if (known != null) {
            return with(assignment, new Moves(known.stations(), Optional.of(lastDay)));
        }
        return stationOf(assignment)
                .map(station -> {
                    Occupants rest = at(station).without(assignment);
                    LocalDate latest = rest.lastDay().filter(lastDay::isBefore).orElse(lastDay);
                    return with(station, new Occupants(rest.open(), rest.firstDay(), Optional.of(latest)));
                })
                .orElse(this);
    }
}
