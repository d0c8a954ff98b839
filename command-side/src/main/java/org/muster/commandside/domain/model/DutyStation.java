package org.muster.commandside.domain.model;

import java.time.LocalDate;
import java.util.Optional;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.Tag;
import org.muster.events.dated.Dated;
import org.muster.events.mission.DutyStationClassified;
import org.muster.events.mission.DutyStationClosed;
import org.muster.events.mission.DutyStationOpened;
import org.muster.events.mission.DutyStationRelocated;
import org.muster.events.mission.HardshipClass;

/**
 * A place in a mission area where volunteers serve.
 *
 * @param station its identifier
 * @param mission whose station it is
 * @param openedOn the first day
 * @param closedOn the last day; empty while no closure is on record
 * @param places where it lies, by day
 * @param conditions its class, by day
 */
public record DutyStation(
        String station,
        String mission,
        LocalDate openedOn,
        Optional<LocalDate> closedOn,
        Dated<DutyStation.Place> places,
        Dated<DutyStation.Conditions> conditions) {

    /** By the station's identifier; empty for one that is not on record. */
    public static final DecisionModel<Optional<DutyStation>> MODEL = DecisionModel.named("duty-station", 2)
            .tagged(Tag.STATION)
            .startingAt(Optional.<DutyStation>empty())
            .on(DutyStationOpened.class, (none, e) -> Optional.of(opened(e)))
            .on(
                    DutyStationRelocated.class,
                    (known, e) -> known.map(s -> s.with(
                            s.closedOn,
                            s.places.with(e.relocatedOn(), new Place(e.name(), e.country())),
                            s.conditions)))
            .on(
                    DutyStationClassified.class,
                    (known, e) -> known.map(s -> s.with(
                            s.closedOn,
                            s.places,
                            s.conditions.with(
                                    e.classifiedOn(),
                                    new Conditions(e.hardshipClass(), e.familyStation(), e.restCycleWeeks())))))
            .on(
                    DutyStationClosed.class,
                    (known, e) -> known.map(s -> s.with(Optional.of(e.closedOn()), s.places, s.conditions)));

    /** Where a station lies. */
    public record Place(String name, String country) {}

    /**
     * The conditions of service at a station.
     *
     * @param restCycleWeeks the cycle of rest and recuperation, in weeks; empty where there is none
     */
    public record Conditions(HardshipClass hardshipClass, boolean familyStation, Optional<Integer> restCycleWeeks) {}

    public boolean isOpenOn(LocalDate date) {
        return !date.isBefore(openedOn) && closedOn.filter(date::isAfter).isEmpty();
    }

    /**
     * The day of a closure before some day.
     *
     * @param last the day; absent for one that never comes
     */
    public Optional<LocalDate> closedBefore(Optional<LocalDate> last) {
        return closedOn.filter(closed -> last.map(closed::isBefore).orElse(true));
    }

    private static DutyStation opened(DutyStationOpened event) {
        return new DutyStation(
                event.station(),
                event.mission(),
                event.openedOn(),
                Optional.empty(),
                Dated.from(event.openedOn(), new Place(event.name(), event.country())),
                Dated.nothing());
    }

    private DutyStation with(Optional<LocalDate> closure, Dated<Place> placesThen, Dated<Conditions> conditionsThen) {
        return new DutyStation(station, mission, openedOn, closure, placesThen, conditionsThen);
    }
}
