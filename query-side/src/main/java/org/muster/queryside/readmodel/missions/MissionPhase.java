package org.muster.queryside.readmodel.missions;

import java.time.LocalDate;
import org.muster.readmodels.Row;

/**
 * A phase of a mission; it lasts until the next one begins.
 *
 * @param fromOn its first day
 */
public record MissionPhase(Key key, LocalDate fromOn) implements Row<MissionPhase.Key> {

    /** A mission goes through each phase at most once. */
    public record Key(String mission, Phase phase) {}

    /** In their order. */
    public enum Phase {
        PLANNED,
        ACTIVE,
        DRAWDOWN,
        LIQUIDATION,
        CLOSED
    }

    static MissionPhase of(String mission, Phase phase, LocalDate fromOn) {
        return new MissionPhase(new Key(mission, phase), fromOn);
    }
}
