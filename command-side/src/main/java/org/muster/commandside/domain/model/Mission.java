package org.muster.commandside.domain.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.Warning;
import org.muster.commands.WarningCode;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.Tag;
import org.muster.events.dated.Dated;
import org.muster.events.mission.DrawdownBegun;
import org.muster.events.mission.LiquidationBegun;
import org.muster.events.mission.MandateEnded;
import org.muster.events.mission.MandateExtended;
import org.muster.events.mission.MissionClosed;
import org.muster.events.mission.MissionEstablished;
import org.muster.events.mission.MissionKind;
import org.muster.events.mission.MissionPhase;
import org.muster.events.mission.MissionStarted;
import org.muster.events.mission.Phases;

/**
 * A mission's area, phases and mandate; not who serves in it, so that deployments do not disturb decisions about phases. What
 * changes with time is asked for a day: a phase that is recorded for next year does not hold today.
 *
 * @param acronym its identifier
 * @param countries the mission area
 * @param kind what kind of operation
 * @param imported whether it is a historical record
 * @param phases each from its first day
 * @param adoptedOn when the instrument that established it was adopted
 * @param startsOn when the mandate starts
 * @param expiry when the mandate expires, by the day on which that was adopted; empty where it is open-ended
 * @param mandateEndedOn the last day of the mandate, once that is on record
 */
public record Mission(
        String acronym,
        List<String> countries,
        MissionKind kind,
        boolean imported,
        Phases phases,
        LocalDate adoptedOn,
        LocalDate startsOn,
        Dated<Optional<LocalDate>> expiry,
        Optional<LocalDate> mandateEndedOn) {

    /** By acronym; empty for a mission that is not on record. */
    public static final DecisionModel<Optional<Mission>> MODEL = DecisionModel.named("mission", 2)
            .tagged(Tag.MISSION)
            .startingAt(Optional.<Mission>empty())
            .on(MissionEstablished.class, (none, e) -> Optional.of(planned(e)))
            .on(MissionStarted.class, (mission, e) -> mission.map(m -> m.entered(MissionPhase.ACTIVE, e.startedOn())))
            .on(
                    MandateExtended.class,
                    (mission, e) -> mission.map(m ->
                            m.withMandate(m.expiry.with(e.adoptedOn(), Optional.of(e.newExpiry())), m.mandateEndedOn)))
            .on(MandateEnded.class, (mission, e) -> mission.map(m -> m.withMandate(m.expiry, Optional.of(e.endedOn()))))
            .on(DrawdownBegun.class, (mission, e) -> mission.map(m -> m.entered(MissionPhase.DRAWDOWN, e.begunOn())))
            .on(
                    LiquidationBegun.class,
                    (mission, e) -> mission.map(m -> m.entered(MissionPhase.LIQUIDATION, e.begunOn())))
            .on(MissionClosed.class, (mission, e) -> mission.map(m -> m.entered(MissionPhase.CLOSED, e.closedOn())));

    public Mission {
        countries = List.copyOf(countries);
    }

    /** The phase on a day. */
    public MissionPhase phaseOn(LocalDate day) {
        return phases.on(day);
    }

    /** The furthest phase on record, whether it has begun or is still to come; the next one can be recorded. */
    public MissionPhase furthestPhase() {
        return phases.furthest();
    }

    /** The first day of the furthest phase; while PLANNED the adoption. */
    public LocalDate furthestPhaseBegan() {
        return phases.began(furthestPhase()).orElse(adoptedOn);
    }

    /** The first day in the field, once that is on record. */
    public Optional<LocalDate> startedOn() {
        return phases.began(MissionPhase.ACTIVE);
    }

    /** The day of closure, once that is on record. */
    public Optional<LocalDate> closedOn() {
        return phases.began(MissionPhase.CLOSED);
    }

    /** Whether the mission is closed and this day lies after its closure. */
    public boolean isClosedBefore(LocalDate day) {
        return closedOn().filter(day::isAfter).isPresent();
    }

    /** When the mandate expires by the extension that was adopted last; empty where it is open-ended. */
    public Optional<LocalDate> expiresOn() {
        return expiry.last().flatMap(day -> day);
    }

    /** What to tell about a day after the mandate's end, or else its expiry (rule X8: liquidation teams outlive mandates). */
    public Optional<Warning> beyondMandate(LocalDate day) {
        String name = mandateEndedOn.isPresent() ? "mandateEndedOn" : "expiresOn";
        return mandateEndedOn
                .or(this::expiresOn)
                .filter(day::isAfter)
                .map(end -> new Warning(WarningCode.BEYOND_MANDATE, Map.of("mission", acronym, name, end.toString())));
    }

    private static Mission planned(MissionEstablished event) {
        return new Mission(
                event.mission(),
                event.countries(),
                event.kind(),
                event.imported(),
                Phases.NONE.with(MissionPhase.PLANNED, event.adoptedOn()),
                event.adoptedOn(),
                event.startsOn(),
                Dated.from(event.adoptedOn(), event.expiresOn()),
                Optional.empty());
    }

    private Mission entered(MissionPhase next, LocalDate on) {
        return new Mission(
                acronym, countries, kind, imported, phases.with(next, on), adoptedOn, startsOn, expiry, mandateEndedOn);
    }

    private Mission withMandate(Dated<Optional<LocalDate>> expiries, Optional<LocalDate> end) {
        return new Mission(acronym, countries, kind, imported, phases, adoptedOn, startsOn, expiries, end);
    }
}
