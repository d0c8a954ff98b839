package org.muster.commandside.domain.model;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.muster.commandside.domain.decision.Criterion;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.AssignmentEnded;
import org.muster.events.DomainEvent;
import org.muster.events.DrawdownBegun;
import org.muster.events.DutyStationOpened;
import org.muster.events.LiquidationBegun;
import org.muster.events.MandateEnded;
import org.muster.events.MandateExtended;
import org.muster.events.MissionClosed;
import org.muster.events.MissionEstablished;
import org.muster.events.MissionStarted;
import org.muster.events.SuccessorMissionLinked;
import org.muster.events.Tag;
import org.muster.events.VolunteerDeployed;
import org.muster.events.VolunteerRegistered;
import org.muster.events.VolunteerStrengthAuthorized;
import org.muster.events.VolunteerStrengthRevised;

/**
 * A place in a mission area where volunteers serve.
 *
 * @param station its identifier
 * @param mission whose station it is
 * @param openedOn the first day
 */
public record DutyStation(String station, String mission, LocalDate openedOn) {

    /** By the station's identifier; empty for one that is not on record. */
    public static final DecisionModel<String, Optional<DutyStation>> MODEL = new Fold();

    public boolean isOpenOn(LocalDate date) {
        return !date.isBefore(openedOn);
    }

    private static final class Fold implements DecisionModel<String, Optional<DutyStation>> {

        @Override
        public String name() {
            return "duty-station";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Criterion criterion(String station) {
            // Not the deployments that carry the station's tag: they do not change what it is.
            return Criterion.of(Tag.station(station), Set.of(DutyStationOpened.class));
        }

        @Override
        public Optional<DutyStation> initial(String station) {
            return Optional.empty();
        }

        @Override
        public Optional<DutyStation> evolve(Optional<DutyStation> station, DomainEvent event) {
            return switch (event) {
                case DutyStationOpened fact ->
                    Optional.of(new DutyStation(fact.station(), fact.mission(), fact.openedOn()));
                case MissionEstablished _,
                        MissionStarted _,
                        MandateExtended _,
                        SuccessorMissionLinked _,
                        VolunteerStrengthAuthorized _,
                        VolunteerStrengthRevised _,
                        MandateEnded _,
                        DrawdownBegun _,
                        LiquidationBegun _,
                        MissionClosed _,
                        VolunteerRegistered _,
                        VolunteerDeployed _,
                        AssignmentEnded _ -> station;
            };
        }
    }
}
