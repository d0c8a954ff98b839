package org.muster.commandside.domain.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.Tag;
import org.muster.events.mission.DrawdownBegun;
import org.muster.events.mission.LiquidationBegun;
import org.muster.events.mission.MandateEnded;
import org.muster.events.mission.MandateExtended;
import org.muster.events.mission.MissionClosed;
import org.muster.events.mission.MissionEstablished;
import org.muster.events.mission.MissionKind;
import org.muster.events.mission.MissionStarted;

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
    public static final DecisionModel<Optional<Mission>> MODEL = DecisionModel.named("mission", 1)
            .tagged(Tag.MISSION)
            .startingAt(Optional.<Mission>empty())
            .on(MissionEstablished.class, (none, e) -> Optional.of(planned(e)))
            .on(MissionStarted.class, (mission, e) -> mission.map(m -> m.entered(MissionPhase.ACTIVE, e.startedOn())))
            .on(
                    MandateExtended.class,
                    (mission, e) -> mission.map(m -> m.withMandate(Optional.of(e.newExpiry()), m.mandateEndedOn)))
            .on(
                    MandateEnded.class,
                    (mission, e) -> mission.map(m -> m.withMandate(m.expiresOn, Optional.of(e.endedOn()))))
            .on(DrawdownBegun.class, (mission, e) -> mission.map(m -> m.entered(MissionPhase.DRAWDOWN, e.begunOn())))
            .on(
                    LiquidationBegun.class,
                    (mission, e) -> mission.map(m -> m.entered(MissionPhase.LIQUIDATION, e.begunOn())))
            .on(MissionClosed.class, (mission, e) -> mission.map(m -> m.entered(MissionPhase.CLOSED, e.closedOn())));

    public Mission {
        countries = List.copyOf(countries);
    }

    private static Mission planned(MissionEstablished event) {
        return new Mission(
                event.mission(),
                event.countries(),
                event.kind(),
                event.imported(),
                MissionPhase.PLANNED,
                event.adoptedOn(),
                event.adoptedOn(),
                event.startsOn(),
                Optional.empty(),
                event.expiresOn(),
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
}
