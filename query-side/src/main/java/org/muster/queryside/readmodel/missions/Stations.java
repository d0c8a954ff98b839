package org.muster.queryside.readmodel.missions;

import java.util.List;
import java.util.Optional;
import org.muster.events.DomainEvent;
import org.muster.events.mission.DutyStationClassified;
import org.muster.events.mission.DutyStationClosed;
import org.muster.events.mission.DutyStationOpened;
import org.muster.events.mission.DutyStationRelocated;
import org.muster.queryside.readmodel.correction.Amended;
import org.muster.readmodels.Fold;

/** How duty stations follow from events: when they are open, where they lie, and what class they have. */
final class Stations {

    static final Fold<DutyStation.Key, DutyStation> STATION = Amended.follow(
            Fold.into(DutyStation.class)
                    .puts(
                            DutyStationOpened.class,
                            e -> new DutyStation(
                                    new DutyStation.Key(e.mission(), e.station()), e.openedOn(), Optional.empty()))
                    .changes(
                            DutyStationClosed.class,
                            e -> new DutyStation.Key(e.mission(), e.station()),
                            (row, e) -> row.closed(Optional.of(e.closedOn()))),
            (original, position) -> switch (original) {
                case DutyStationOpened e -> List.of(new DutyStation.Key(e.mission(), e.station()));
                case DutyStationClosed e -> List.of(new DutyStation.Key(e.mission(), e.station()));
                default -> List.of();
            },
            (key, row, before, after) -> before instanceof DutyStationClosed
                    ? Optional.of(row.closed(after.map(DomainEvent::effectiveOn)))
                    : after.map(now -> row.opened(now.effectiveOn())));

    static final Fold<DutyStationPlace.Key, DutyStationPlace> PLACE = Amended.follow(
            Fold.into(DutyStationPlace.class)
                    .creates(DutyStationOpened.class, (e, position) -> place(e, position))
                    .creates(DutyStationRelocated.class, (e, position) -> place(e, position)),
            (original, position) -> switch (original) {
                case DutyStationOpened e -> List.of(place(e, position).key());
                case DutyStationRelocated e -> List.of(place(e, position).key());
                default -> List.of();
            },
            (key, row, before, after) -> after.map(now -> now instanceof DutyStationOpened opened
                    ? place(opened, key.position())
                    : place((DutyStationRelocated) now, key.position())));

    static final Fold<DutyStationClass.Key, DutyStationClass> CLASS = Amended.follow(
            Fold.into(DutyStationClass.class)
                    .creates(DutyStationClassified.class, (e, position) -> conditions(e, position)),
            (original, position) -> original instanceof DutyStationClassified e
                    ? List.of(conditions(e, position).key())
                    : List.of(),
            (key, row, before, after) -> after.map(now -> conditions((DutyStationClassified) now, key.position())));

    private Stations() {}

    private static DutyStationPlace place(DutyStationOpened event, long position) {
        return new DutyStationPlace(
                new DutyStationPlace.Key(event.mission(), event.station(), position),
                event.openedOn(),
                event.name(),
                event.country());
    }

    private static DutyStationPlace place(DutyStationRelocated event, long position) {
        return new DutyStationPlace(
                new DutyStationPlace.Key(event.mission(), event.station(), position),
                event.relocatedOn(),
                event.name(),
                event.country());
    }

    private static DutyStationClass conditions(DutyStationClassified event, long position) {
        return new DutyStationClass(
                new DutyStationClass.Key(event.mission(), event.station(), position),
                event.classifiedOn(),
                event.hardshipClass(),
                event.familyStation(),
                event.restCycleWeeks());
    }
}
