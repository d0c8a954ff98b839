package org.muster.commandside.domain.model.security;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.Tag;
import org.muster.events.security.EvacuationLifted;
import org.muster.events.security.EvacuationOrdered;
import org.muster.events.security.VolunteerRelocated;
import org.muster.events.security.VolunteerReturned;

/**
 * An order of the security system to leave duty stations.
 *
 * @param order the identifier
 * @param mission whose stations
 * @param stations the duty stations to leave
 * @param orderedOn the first day
 * @param liftedOn the first day without it; absent while it holds
 * @param away how many volunteers were relocated under it and have not returned
 * @param relocations the day of each relocation under it, in order
 */
public record EvacuationOrder(
        String order,
        String mission,
        Set<String> stations,
        LocalDate orderedOn,
        Optional<LocalDate> liftedOn,
        int away,
        List<LocalDate> relocations) {

    /** By the order's identifier; empty for one that is not on record. */
    public static final DecisionModel<Optional<EvacuationOrder>> MODEL = DecisionModel.named("evacuation-order", 2)
            .tagged(Tag.ORDER)
            .startingAt(Optional.<EvacuationOrder>empty())
            .on(
                    EvacuationOrdered.class,
                    (none, e) -> Optional.of(new EvacuationOrder(
                            e.order(),
                            e.mission(),
                            Set.copyOf(e.stations()),
                            e.orderedOn(),
                            Optional.empty(),
                            0,
                            List.of())))
            .on(VolunteerRelocated.class, (order, e) -> order.map(o -> o.relocated(e.relocatedOn())))
            .on(VolunteerReturned.class, (order, e) -> order.map(o -> o.with(o.liftedOn, o.away - 1)))
            .on(EvacuationLifted.class, (order, e) -> order.map(o -> o.with(Optional.of(e.liftedOn()), o.away)));

    public EvacuationOrder {
        stations = Set.copyOf(stations);
        relocations = List.copyOf(relocations);
    }

    /** Whether the order holds for a station on a day. */
    public boolean holdsFor(String station, LocalDate day) {
        return stations.contains(station)
                && !day.isBefore(orderedOn)
                && liftedOn.map(day::isBefore).orElse(true);
    }

    private EvacuationOrder with(Optional<LocalDate> lifted, int relocated) {
        return new EvacuationOrder(order, mission, stations, orderedOn, lifted, relocated, relocations);
    }

    private EvacuationOrder relocated(LocalDate day) {
        return new EvacuationOrder(
                order,
                mission,
                stations,
                orderedOn,
                liftedOn,
                away + 1,
                Stream.concat(relocations.stream(), Stream.of(day)).sorted().toList());
    }
}
