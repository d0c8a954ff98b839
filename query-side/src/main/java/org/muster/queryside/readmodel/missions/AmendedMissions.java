package org.muster.queryside.readmodel.missions;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.events.DomainEvent;
import org.muster.events.mission.DrawdownBegun;
import org.muster.events.mission.LiquidationBegun;
import org.muster.events.mission.MandateEnded;
import org.muster.events.mission.MandateExtended;
import org.muster.events.mission.MissionClosed;
import org.muster.events.mission.MissionEstablished;
import org.muster.events.mission.MissionStarted;
import org.muster.events.mission.VolunteerStrengthAuthorized;
import org.muster.events.mission.VolunteerStrengthRevised;

/**
 * How the register of missions follows corrections. Rows of which there may be several for one day have the position of their event
 * in the key, so each event has rows of its own to amend.
 */
final class AmendedMissions {

    private AmendedMissions() {}

    static List<String> missionKeys(DomainEvent original, long position) {
        return switch (original) {
            case MissionEstablished e -> List.of(e.mission());
            case MandateEnded e -> List.of(e.mission());
            default -> List.of();
        };
    }

    static Optional<Mission> mission(String key, Mission row, DomainEvent before, Optional<DomainEvent> after) {
        return Optional.of(
                before instanceof MandateEnded
                        ? row.mandateEnded(after.map(MandateEnded.class::cast).map(MandateEnded::endedOn))
                        : after.map(MissionEstablished.class::cast)
                                .map(now -> row.startsOn(now.startsOn()))
                                .orElse(row));
    }

    static List<MissionPhase.Key> phaseKeys(DomainEvent original, long position) {
        return phase(original).map(MissionPhase::key).stream().toList();
    }

    static Optional<MissionPhase> phase(
            MissionPhase.Key key, MissionPhase row, DomainEvent before, Optional<DomainEvent> after) {
        return after.flatMap(AmendedMissions::phase);
    }

    private static Optional<MissionPhase> phase(DomainEvent event) {
        return switch (event) {
            case MissionStarted e -> phase(e.mission(), org.muster.events.mission.MissionPhase.ACTIVE, e.startedOn());
            case DrawdownBegun e -> phase(e.mission(), org.muster.events.mission.MissionPhase.DRAWDOWN, e.begunOn());
            case LiquidationBegun e ->
                phase(e.mission(), org.muster.events.mission.MissionPhase.LIQUIDATION, e.begunOn());
            case MissionClosed e -> phase(e.mission(), org.muster.events.mission.MissionPhase.CLOSED, e.closedOn());
            default -> Optional.empty();
        };
    }

    private static Optional<MissionPhase> phase(
            String mission, org.muster.events.mission.MissionPhase phase, LocalDate day) {
        return Optional.of(MissionPhase.of(mission, phase, day));
    }

    static List<Mandate.Key> mandateKeys(DomainEvent original, long position) {
        return mandate(original, position).map(Mandate::key).stream().toList();
    }

    static Optional<Mandate> mandate(Mandate.Key key, Mandate row, DomainEvent before, Optional<DomainEvent> after) {
        return after.flatMap(now -> mandate(now, key.position()));
    }

    private static Optional<Mandate> mandate(DomainEvent event, long position) {
        return switch (event) {
            case MissionEstablished e -> Optional.of(Mandate.of(e, position));
            case MandateExtended e -> Optional.of(Mandate.of(e, position));
            default -> Optional.empty();
        };
    }

    static List<Strength.Key> strengthKeys(DomainEvent original, long position) {
        return strength(original, position).map(Strength::key).toList();
    }

    static Optional<Strength> strength(
            Strength.Key key, Strength row, DomainEvent before, Optional<DomainEvent> after) {
        return after.flatMap(now -> strength(now, key.position())
                .filter(amended -> amended.key().equals(key))
                .findFirst());
    }

    private static Stream<Strength> strength(DomainEvent event, long position) {
        return switch (event) {
            case VolunteerStrengthAuthorized e -> Strength.of(e, position).stream();
            case VolunteerStrengthRevised e -> Strength.of(e, position).stream();
            default -> Stream.empty();
        };
    }
}
