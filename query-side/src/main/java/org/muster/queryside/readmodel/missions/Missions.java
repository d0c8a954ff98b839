package org.muster.queryside.readmodel.missions;

import static org.muster.events.mission.MissionPhase.ACTIVE;
import static org.muster.events.mission.MissionPhase.CLOSED;
import static org.muster.events.mission.MissionPhase.DRAWDOWN;
import static org.muster.events.mission.MissionPhase.LIQUIDATION;
import static org.muster.events.mission.MissionPhase.PLANNED;

import java.util.List;
import java.util.Optional;
import org.muster.events.mission.DrawdownBegun;
import org.muster.events.mission.LiquidationBegun;
import org.muster.events.mission.MandateEnded;
import org.muster.events.mission.MandateExtended;
import org.muster.events.mission.MissionClosed;
import org.muster.events.mission.MissionEstablished;
import org.muster.events.mission.MissionStarted;
import org.muster.events.mission.VolunteerStrengthAuthorized;
import org.muster.events.mission.VolunteerStrengthRevised;
import org.muster.queryside.readmodel.correction.Amended;
import org.muster.readmodels.Fold;
import org.muster.readmodels.ReadModel;

/** How the register of missions follows from their events. */
public final class Missions {

    private static final Fold<String, Mission> MISSION = Amended.follow(
            Fold.into(Mission.class)
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
                    .changes(
                            MandateEnded.class,
                            MandateEnded::mission,
                            (row, e) -> row.mandateEnded(Optional.of(e.endedOn()))),
            AmendedMissions::missionKeys,
            AmendedMissions::mission);

    private static final Fold<MissionPhase.Key, MissionPhase> PHASE = Amended.follow(
            Fold.into(MissionPhase.class)
                    .puts(MissionEstablished.class, e -> MissionPhase.of(e.mission(), PLANNED, e.adoptedOn()))
                    .puts(MissionStarted.class, e -> MissionPhase.of(e.mission(), ACTIVE, e.startedOn()))
                    .puts(DrawdownBegun.class, e -> MissionPhase.of(e.mission(), DRAWDOWN, e.begunOn()))
                    .puts(LiquidationBegun.class, e -> MissionPhase.of(e.mission(), LIQUIDATION, e.begunOn()))
                    .puts(MissionClosed.class, e -> MissionPhase.of(e.mission(), CLOSED, e.closedOn())),
            AmendedMissions::phaseKeys,
            AmendedMissions::phase);

    private static final Fold<Mandate.Key, Mandate> MANDATE = Amended.follow(
            Fold.into(Mandate.class)
                    .creates(MissionEstablished.class, (e, position) -> Mandate.of(e, position))
                    .creates(MandateExtended.class, (e, position) -> Mandate.of(e, position)),
            AmendedMissions::mandateKeys,
            AmendedMissions::mandate);

    private static final Fold<Strength.Key, Strength> STRENGTH = Amended.follow(
            Fold.into(Strength.class)
                    .createsAll(VolunteerStrengthAuthorized.class, (e, position) -> Strength.of(e, position))
                    .createsAll(VolunteerStrengthRevised.class, (e, position) -> Strength.of(e, position)),
            AmendedMissions::strengthKeys,
            AmendedMissions::strength);

    /** The read model. */
    public static final ReadModel READ_MODEL = new ReadModel(
            "missions",
            3,
            List.of(
                    MISSION,
                    Names.NAME,
                    Names.LEAD,
                    PHASE,
                    MANDATE,
                    Names.SUCCESSOR,
                    Stations.STATION,
                    Stations.PLACE,
                    Stations.CLASS,
                    STRENGTH),
            "create index mission_successor_of on mission_successor (successor);");

    private Missions() {}
}
