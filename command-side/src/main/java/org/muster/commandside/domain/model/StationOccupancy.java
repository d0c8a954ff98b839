package org.muster.commandside.domain.model;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.Tag;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.DeathInServiceRecorded;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.assignment.VolunteerReassigned;
import org.muster.events.assignment.VolunteerTransferred;

/**
 * Who still serves at each duty station of a mission. Only what closes a station reads it, so that it may hold assignments; an
 * event copies those of one station.
 *
 * @param mission whose stations
 * @param stations by the station's identifier
 */
public record StationOccupancy(String mission, Map<String, StationOccupancy.Occupants> stations) {

    /** By the mission's acronym. */
    public static final DecisionModel<StationOccupancy> MODEL = DecisionModel.named("station-occupancy", 2)
            .tagged(Tag.MISSION)
            .startingFrom(mission -> new StationOccupancy(mission, Map.of()))
            .on(VolunteerDeployed.class, (state, e) -> state.joined(e.station(), e.assignment(), e.entryOnDuty()))
            .on(
                    VolunteerReassigned.class,
                    (state, e) -> state.left(e.assignment(), e.reassignedOn().minusDays(1))
                            .joined(e.station(), e.assignment(), e.reassignedOn()))
            .on(VolunteerTransferred.class, StationOccupancy::transferred)
            .on(DeathInServiceRecorded.class, (state, e) -> state.left(e.assignment(), e.diedOn()))
            .on(AssignmentEnded.class, (state, e) -> state.left(e.assignment(), e.lastDay()));

    /**
     * The assignments at one station.
     *
     * @param open assignments without an end on record
     * @param firstDay the earliest first day of any
     * @param lastDay the latest last day of those that are not open
     */
    public record Occupants(Set<String> open, Optional<LocalDate> firstDay, Optional<LocalDate> lastDay) {

        public Occupants {
            open = Set.copyOf(open);
        }
    }

    public StationOccupancy {
        stations = Map.copyOf(stations);
    }

    /** How many assignments at the station are open; others may last beyond a day all the same. */
    public int open(String station) {
        return at(station).open().size();
    }

    /** Whether an ended assignment at the station has its last day after this one. */
    public boolean lastsBeyond(String station, LocalDate day) {
        return at(station).lastDay().filter(last -> last.isAfter(day)).isPresent();
    }

    /** The first day on which anybody serves there. */
    public Optional<LocalDate> firstDay(String station) {
        return at(station).firstDay();
    }

    private Occupants at(String station) {
        return stations.getOrDefault(station, new Occupants(Set.of(), Optional.empty(), Optional.empty()));
    }

    private StationOccupancy with(String station, Occupants occupants) {
        Map<String, Occupants> more = new HashMap<>(stations);
        more.put(station, occupants);
        return new StationOccupancy(mission, more);
    }

    /** The event carries the tags of both missions. */
    private StationOccupancy transferred(VolunteerTransferred event) {
        StationOccupancy without = left(event.assignment(), event.lastDay());
        return event.newMission().equals(mission)
                ? without.joined(event.newStation(), event.newAssignment(), event.transferredOn())
                : without;
    }

    private StationOccupancy joined(String station, String assignment, LocalDate day) {
        Set<String> open = new HashSet<>(at(station).open());
        open.add(assignment);
        LocalDate first = at(station).firstDay().filter(day::isAfter).orElse(day);
        return with(station, new Occupants(open, Optional.of(first), at(station).lastDay()));
    }

    private StationOccupancy left(String assignment, LocalDate lastDay) {
        for (Map.Entry<String, Occupants> station : stations.entrySet()) {
            if (station.getValue().open().contains(assignment)) {
                Set<String> open = new HashSet<>(station.getValue().open());
                open.remove(assignment);
                LocalDate latest =
                        station.getValue().lastDay().filter(lastDay::isBefore).orElse(lastDay);
                return with(
                        station.getKey(), new Occupants(open, station.getValue().firstDay(), Optional.of(latest)));
            }
        }
        return this;
    }
}
