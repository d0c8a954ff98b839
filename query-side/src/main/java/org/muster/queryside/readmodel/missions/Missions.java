package org.muster.queryside.readmodel.missions;

import static org.muster.events.mission.MissionPhase.ACTIVE;
import static org.muster.events.mission.MissionPhase.CLOSED;
import static org.muster.events.mission.MissionPhase.DRAWDOWN;
import static org.muster.events.mission.MissionPhase.LIQUIDATION;
import static org.muster.events.mission.MissionPhase.PLANNED;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.events.BudgetPeriod;
import org.muster.events.VolunteerType;
import org.muster.events.mission.DrawdownBegun;
import org.muster.events.mission.DutyStationClassified;
import org.muster.events.mission.DutyStationClosed;
import org.muster.events.mission.DutyStationOpened;
import org.muster.events.mission.DutyStationRelocated;
import org.muster.events.mission.LeadDepartmentChanged;
import org.muster.events.mission.LiquidationBegun;
import org.muster.events.mission.MandateEnded;
import org.muster.events.mission.MandateExtended;
import org.muster.events.mission.MissionClosed;
import org.muster.events.mission.MissionEstablished;
import org.muster.events.mission.MissionRenamed;
import org.muster.events.mission.MissionStarted;
import org.muster.events.mission.SuccessorMissionLinked;
import org.muster.events.mission.VolunteerStrengthAuthorized;
import org.muster.events.mission.VolunteerStrengthRevised;
import org.muster.readmodels.Fold;
import org.muster.readmodels.ReadModel;

/** How the register of missions follows from their events. */
public final class Missions {

    private static final Fold<String, Mission> MISSION = Fold.into(Mission.class)
            .creates(
                    MissionEstablished.class,
                    e -> new Mission(
                            e.mission(),
                            e.countries(),
                            e.kind(),
                            e.adoptedOn(),
                            e.startsOn(),
                            Optional.empty(),
                            e.imported()))
            .changes(MandateEnded.class, MandateEnded::mission, (row, e) -> row.mandateEnded(e.endedOn()));

    private static final Fold<MissionPhase.Key, MissionPhase> PHASE = Fold.into(MissionPhase.class)
            .puts(MissionEstablished.class, e -> MissionPhase.of(e.mission(), PLANNED, e.adoptedOn()))
            .puts(MissionStarted.class, e -> MissionPhase.of(e.mission(), ACTIVE, e.startedOn()))
            .puts(DrawdownBegun.class, e -> MissionPhase.of(e.mission(), DRAWDOWN, e.begunOn()))
            .puts(LiquidationBegun.class, e -> MissionPhase.of(e.mission(), LIQUIDATION, e.begunOn()))
            .puts(MissionClosed.class, e -> MissionPhase.of(e.mission(), CLOSED, e.closedOn()));

    private static final Fold<Mandate.Key, Mandate> MANDATE = Fold.into(Mandate.class)
            .creates(
                    MissionEstablished.class,
                    (e, position) -> new Mandate(
                            new Mandate.Key(e.mission(), position), e.instrument(), e.adoptedOn(), e.expiresOn()))
            .creates(
                    MandateExtended.class,
                    (e, position) -> new Mandate(
                            new Mandate.Key(e.mission(), position),
                            e.instrument(),
                            e.adoptedOn(),
                            Optional.of(e.newExpiry())));

    private static final Fold<MissionSuccessor.Key, MissionSuccessor> SUCCESSOR = Fold.into(MissionSuccessor.class)
            .puts(
                    SuccessorMissionLinked.class,
                    e -> new MissionSuccessor(new MissionSuccessor.Key(e.mission(), e.successor()), e.linkedOn()));

    private static final Fold<MissionName.Key, MissionName> NAME = Fold.into(MissionName.class)
            .puts(
                    MissionEstablished.class,
                    e -> new MissionName(new MissionName.Key(e.mission(), e.adoptedOn()), e.mission(), e.name()))
            .puts(
                    MissionRenamed.class,
                    e -> new MissionName(new MissionName.Key(e.mission(), e.renamedOn()), e.acronym(), e.name()));

    private static final Fold<MissionLead.Key, MissionLead> LEAD = Fold.into(MissionLead.class)
            .puts(
                    MissionEstablished.class,
                    e -> new MissionLead(new MissionLead.Key(e.mission(), e.adoptedOn()), e.leadDepartment()))
            .puts(
                    LeadDepartmentChanged.class,
                    e -> new MissionLead(new MissionLead.Key(e.mission(), e.changedOn()), e.leadDepartment()));

    private static final Fold<DutyStation.Key, DutyStation> STATION = Fold.into(DutyStation.class)
            .puts(
                    DutyStationOpened.class,
                    e -> new DutyStation(new DutyStation.Key(e.mission(), e.station()), e.openedOn(), Optional.empty()))
            .changes(
                    DutyStationClosed.class,
                    e -> new DutyStation.Key(e.mission(), e.station()),
                    (row, e) -> row.closed(e.closedOn()));

    private static final Fold<DutyStationPlace.Key, DutyStationPlace> PLACE = Fold.into(DutyStationPlace.class)
            .puts(
                    DutyStationOpened.class,
                    e -> new DutyStationPlace(
                            new DutyStationPlace.Key(e.mission(), e.station(), e.openedOn()), e.name(), e.country()))
            .puts(
                    DutyStationRelocated.class,
                    e -> new DutyStationPlace(
                            new DutyStationPlace.Key(e.mission(), e.station(), e.relocatedOn()),
                            e.name(),
                            e.country()));

    private static final Fold<DutyStationClass.Key, DutyStationClass> CLASS = Fold.into(DutyStationClass.class)
            .puts(
                    DutyStationClassified.class,
                    e -> new DutyStationClass(
                            new DutyStationClass.Key(e.mission(), e.station(), e.classifiedOn()),
                            e.hardshipClass(),
                            e.familyStation(),
                            e.restCycleWeeks()));

    private static final Fold<Strength.Key, Strength> STRENGTH = Fold.into(Strength.class)
            .putsAll(
                    VolunteerStrengthAuthorized.class,
                    e -> strength(
                            e.mission(), e.period(), e.period().from(), e.international(), e.national(), e.document()))
            .putsAll(
                    VolunteerStrengthRevised.class,
                    e -> strength(
                            e.mission(),
                            e.period(),
                            // A revision decided before the period holds from the period's first day.
                            later(e.revisedOn(), e.period().from()),
                            e.international(),
                            e.national(),
                            e.document()));

    /** The read model. */
    public static final ReadModel READ_MODEL = new ReadModel(
            "missions",
            List.of(MISSION, NAME, LEAD, PHASE, MANDATE, SUCCESSOR, STATION, PLACE, CLASS, STRENGTH),
            "create index mission_successor_of on mission_successor (successor);");

    private Missions() {}

    private static List<Strength> strength(
            String mission, BudgetPeriod period, LocalDate fromOn, int international, int national, String document) {
        return Stream.of(VolunteerType.values())
                .map(type -> new Strength(
                        new Strength.Key(mission, period.from(), type, fromOn),
                        period.to(),
                        switch (type) {
                            case INTERNATIONAL -> international;
                            case NATIONAL -> national;
                        },
                        document))
                .toList();
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
