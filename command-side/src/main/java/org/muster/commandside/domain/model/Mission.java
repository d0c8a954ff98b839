package org.muster.commandside.domain.model;

import java.time.LocalDate;
import java.util.List;
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
import org.muster.events.MissionKind;
import org.muster.events.MissionStarted;
import org.muster.events.SuccessorMissionLinked;
import org.muster.events.Tag;
import org.muster.events.VolunteerDeployed;
import org.muster.events.VolunteerRegistered;
import org.muster.events.VolunteerStrengthAuthorized;
import org.muster.events.VolunteerStrengthRevised;

/**
 * A mission's area, phase and mandate; not who serves in it, so that deployments do not disturb decisions about phases.
 *
 * @param acronym its identifier
 * @param countries the mission area
 * @param kind what kind of operation
 * @param imported whether it is a historical record
 * @param phase where it is in its life
 * @param phaseBegan the first day of that phase; while PLANNED the adoption, once CLOSED the day of closure
 * @param adoptedOn when the instrument that established it was adopted
 * @param startsOn when the mandate starts
 * @param startedOn the first day in the field, once there
 * @param expiresOn when the mandate expires by its latest extension; absent where it is open-ended
 * @param mandateEndedOn the last day of the mandate, once it has ended
 */
public record Mission(
        String acronym,
        List<String> countries,
        MissionKind kind,
        boolean imported,
        MissionPhase phase,
        LocalDate phaseBegan,
        LocalDate adoptedOn,
        LocalDate startsOn,
        Optional<LocalDate> startedOn,
        Optional<LocalDate> expiresOn,
        Optional<LocalDate> mandateEndedOn) {

    /** By acronym; empty for a mission that is not on record. */
    public static final DecisionModel<String, Optional<Mission>> MODEL = new Fold();

    public Mission {
        countries = List.copyOf(countries);
    }

    private static Mission planned(MissionEstablished fact) {
        return new Mission(
                fact.mission(),
                fact.countries(),
                fact.kind(),
                fact.imported(),
                MissionPhase.PLANNED,
                fact.adoptedOn(),
                fact.adoptedOn(),
                fact.startsOn(),
                Optional.empty(),
                fact.expiresOn(),
                Optional.empty());
    }

    private Mission entered(MissionPhase next, LocalDate on) {
        return new Mission(
                acronym,
                countries,
                kind,
                imported,
                next,
                on,
                adoptedOn,
                startsOn,
                next == MissionPhase.ACTIVE ? Optional.of(on) : startedOn,
                expiresOn,
                mandateEndedOn);
    }

    private Mission withMandate(Optional<LocalDate> expiry, Optional<LocalDate> end) {
        return new Mission(
                acronym, countries, kind, imported, phase, phaseBegan, adoptedOn, startsOn, startedOn, expiry, end);
    }

    private static final class Fold implements DecisionModel<String, Optional<Mission>> {

        @Override
        public String name() {
            return "mission";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Criterion criterion(String acronym) {
            return Criterion.of(
                    Tag.mission(acronym),
                    Set.of(
                            MissionEstablished.class,
                            MissionStarted.class,
                            MandateExtended.class,
                            MandateEnded.class,
                            DrawdownBegun.class,
                            LiquidationBegun.class,
                            MissionClosed.class));
        }

        @Override
        public Optional<Mission> initial(String acronym) {
            return Optional.empty();
        }

        @Override
        public Optional<Mission> evolve(Optional<Mission> mission, DomainEvent event) {
            return switch (event) {
                case MissionEstablished fact -> Optional.of(planned(fact));
                case MissionStarted fact -> mission.map(m -> m.entered(MissionPhase.ACTIVE, fact.startedOn()));
                case MandateExtended fact ->
                    mission.map(m -> m.withMandate(Optional.of(fact.newExpiry()), m.mandateEndedOn));
                case MandateEnded fact -> mission.map(m -> m.withMandate(m.expiresOn, Optional.of(fact.endedOn())));
                case DrawdownBegun fact -> mission.map(m -> m.entered(MissionPhase.DRAWDOWN, fact.begunOn()));
                case LiquidationBegun fact -> mission.map(m -> m.entered(MissionPhase.LIQUIDATION, fact.begunOn()));
                case MissionClosed fact -> mission.map(m -> m.entered(MissionPhase.CLOSED, fact.closedOn()));
                case SuccessorMissionLinked _,
                        VolunteerStrengthAuthorized _,
                        VolunteerStrengthRevised _,
                        DutyStationOpened _,
                        VolunteerRegistered _,
                        VolunteerDeployed _,
                        AssignmentEnded _ -> mission;
            };
        }
    }
}
