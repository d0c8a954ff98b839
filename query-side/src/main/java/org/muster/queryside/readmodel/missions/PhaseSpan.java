package org.muster.queryside.readmodel.missions;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.events.mission.MissionPhase;
import org.muster.events.mission.Phases;

/**
 * The days of a phase, as {@link Phases} says for rules and reports alike.
 *
 * @param from the first day
 * @param until the first day of the next phase; empty for the last
 */
public record PhaseSpan(String phase, LocalDate from, Optional<LocalDate> until) {

    /**
     * The phases that hold on some day, in their order.
     *
     * @param began the first day of each phase that is on record, by its name
     */
    public static List<PhaseSpan> timeline(Map<String, LocalDate> began) {
        Phases phases = Phases.NONE;
        for (Map.Entry<String, LocalDate> phase : began.entrySet()) {
            phases = phases.with(MissionPhase.valueOf(phase.getKey()), phase.getValue());
        }
        return phases.timeline().stream()
                .map(span -> new PhaseSpan(span.phase().name(), span.from(), span.until()))
                .toList();
    }
}
