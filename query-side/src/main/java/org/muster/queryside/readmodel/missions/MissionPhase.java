package org.muster.queryside.readmodel.missions;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.muster.events.mission.Phases;
import org.muster.readmodels.Row;

/**
 * The first day of a phase of a mission. {@link Phases} says which of them holds on a day.
 *
 * @param fromOn its first day
 */
public record MissionPhase(Key key, LocalDate fromOn) implements Row<MissionPhase.Key> {

    /**
     * Orders phases of {@code mission_phase p}, the furthest first: of those that have begun by a day it is the first that holds, as
     * {@link Phases} says.
     */
    public static final String FURTHEST_FIRST = Arrays.stream(org.muster.events.mission.MissionPhase.values())
            .map(phase -> "'" + phase + "'")
            .collect(Collectors.joining(", ", "array_position(array[", "], p.phase) desc"));

    /** A mission goes through each phase at most once. */
    public record Key(String mission, org.muster.events.mission.MissionPhase phase) {}

    static MissionPhase of(String mission, org.muster.events.mission.MissionPhase phase, LocalDate fromOn) {
        return new MissionPhase(new Key(mission, phase), fromOn);
    }
}
