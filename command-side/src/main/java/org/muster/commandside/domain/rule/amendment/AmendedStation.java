package org.muster.commandside.domain.rule.amendment;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Amendment;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.DutyStation;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.PolicyBook;
import org.muster.commandside.domain.model.StationOccupancy;
import org.muster.commandside.domain.rule.RestCycle;
import org.muster.events.DomainEvent;
import org.muster.events.Tag;
import org.muster.events.correction.CorrectionEvent;
import org.muster.events.dated.Dated;
import org.muster.events.mission.DutyStationClassified;

/**
 * A duty station is amended. What is known of it lies within its days, it lies in the area of its mission, and whoever serves there
 * does so while it is open (X5). What is at odds with these already may stay so, or a mistake could not be mended in steps.
 */
record AmendedStation(DutyStation station, Optional<Mission> mission, StationOccupancy occupancy) {

    static Decision decide(
            String id,
            String acronym,
            DomainEvent known,
            Amendment amendment,
            CorrectionEvent event,
            Boundary boundary) {
        Optional<Mission> mission = boundary.read(Mission.MODEL, acronym);
        StationOccupancy occupancy = boundary.read(StationOccupancy.MODEL, acronym);
        Function<DutyStation, Optional<Decision>> judged =
                station -> new AmendedStation(station, mission, occupancy).refusal();
        Optional<Decision> before = boundary.read(DutyStation.MODEL, id).flatMap(judged);
        return boundary.readAmended(DutyStation.MODEL, id, amendment)
                .flatMap(judged)
                .filter(refusal -> !before.equals(Optional.of(refusal)))
                .or(() -> cycleDoesNotFit(known, amendment, boundary))
                .orElseGet(() -> Decision.accepted(event));
    }

    private static Optional<Decision> cycleDoesNotFit(DomainEvent known, Amendment amendment, Boundary boundary) {
        return known instanceof DutyStationClassified
                ? amendment
                        .apply(known)
                        .map(DutyStationClassified.class::cast)
                        .flatMap(now -> RestCycle.refusal(
                                now.hardshipClass(),
                                now.restCycleWeeks(),
                                now.classifiedOn(),
                                boundary.read(PolicyBook.MODEL, Tag.POLICY_BOOK)))
                : Optional.empty();
    }

    private Optional<Decision> refusal() {
        return missionIsNotClosed()
                .or(() -> daysAreInOrder(station.places()))
                .or(() -> daysAreInOrder(station.conditions()))
                .or(this::closesAfterItOpens)
                .or(this::liesInTheArea)
                .or(this::nobodyServesBefore)
                .or(this::nobodyServesBeyond);
    }

    private Optional<Decision> missionIsNotClosed() {
        return mission.filter(m -> m.isClosedBefore(station.openedOn()))
                .flatMap(Mission::closedOn)
                .map(closed -> Decision.rejected(
                        RefusalCode.MISSION_CLOSED,
                        Map.of("mission", station.mission(), "closedOn", closed.toString())));
    }

    private <T> Optional<Decision> daysAreInOrder(Dated<T> known) {
        return known.entries().stream()
                .map(Dated.Entry::from)
                .flatMap(day -> isOutside(day).stream())
                .findFirst();
    }

    private Optional<Decision> isOutside(LocalDate day) {
        if (day.isBefore(station.openedOn())) {
            return Optional.of(Decision.rejected(
                    RefusalCode.DATE_OUT_OF_ORDER,
                    Map.of("on", day.toString(), "notBefore", station.openedOn().toString())));
        }
        return station.closedOn().filter(day::isAfter).map(this::closed);
    }

    private Optional<Decision> closesAfterItOpens() {
        return station.closedOn()
                .filter(closed -> closed.isBefore(station.openedOn()))
                .map(closed -> Decision.rejected(
                        RefusalCode.DATE_OUT_OF_ORDER,
                        Map.of(
                                "closedOn", closed.toString(),
                                "notBefore", station.openedOn().toString())));
    }

    private Decision closed(LocalDate on) {
        return Decision.rejected(
                RefusalCode.STATION_CLOSED, Map.of("station", station.station(), "closedOn", on.toString()));
    }

    private Optional<Decision> liesInTheArea() {
        List<String> area = mission.map(Mission::countries).orElse(List.of());
        return station.places().entries().stream()
                .map(place -> place.value().country())
                .filter(country -> !area.contains(country))
                .findFirst()
                .map(country -> Decision.rejected(RefusalCode.OUTSIDE_AREA, Map.of("country", country, "area", area)));
    }

    private Optional<Decision> nobodyServesBefore() {
        return occupancy
                .firstDay(station.station())
                .filter(station.openedOn()::isAfter)
                .map(first -> Decision.rejected(
                        RefusalCode.STATION_NOT_IN_MISSION,
                        Map.of(
                                "station", station.station(),
                                "mission", station.mission(),
                                "on", first.toString())));
    }

    private Optional<Decision> nobodyServesBeyond() {
        return station.closedOn()
                .filter(closed ->
                        occupancy.open(station.station()) > 0 || occupancy.lastsBeyond(station.station(), closed))
                .map(closed -> Decision.rejected(
                        RefusalCode.OCCUPIED,
                        Map.of(
                                "station", station.station(),
                                "open", occupancy.open(station.station()),
                                "closedOn", closed.toString())));
    }
}
