package org.muster.events.mission;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The phases of a mission, each from its first day. On a day the mission is in the furthest phase that has begun by then, so
 * that it never goes back: UNOGBIS, in the field a month before its instrument was adopted, is not PLANNED afterwards. A mission
 * of which no phase has begun is PLANNED. Immutable, and the same in whatever order the phases were recorded.
 *
 * @param began the first day of each phase that is on record, also of one that is still to come
 */
public record Phases(Map<MissionPhase, LocalDate> began) {

    /** No phase is on record. */
    public static final Phases NONE = new Phases(Map.of());

    /**
     * The days of a phase.
     *
     * @param from the first day
     * @param until the first day of the next phase; empty for the last
     */
    public record Span(MissionPhase phase, LocalDate from, Optional<LocalDate> until) {}

    public Phases {
        began = Map.copyOf(began);
    }

    /** The same with a phase that begins on a day. */
    public Phases with(MissionPhase phase, LocalDate day) {
        Map<MissionPhase, LocalDate> more = new EnumMap<>(MissionPhase.class);
        more.putAll(began);
        more.put(phase, day);
        return new Phases(more);
    }

    /** The first day of a phase; empty while none is on record. */
    public Optional<LocalDate> began(MissionPhase phase) {
        return Optional.ofNullable(began.get(phase));
    }

    /** The phase on a day. */
    public MissionPhase on(LocalDate day) {
        MissionPhase furthest = MissionPhase.PLANNED;
        for (MissionPhase phase : MissionPhase.values()) {
            if (began(phase).filter(from -> !from.isAfter(day)).isPresent()) {
                furthest = phase;
            }
        }
        return furthest;
    }

    /** The furthest phase on record, whether it has begun or is still to come. */
    public MissionPhase furthest() {
        MissionPhase furthest = MissionPhase.PLANNED;
        for (MissionPhase phase : began.keySet()) {
            furthest = phase.compareTo(furthest) > 0 ? phase : furthest;
        }
        return furthest;
    }

    /** The phases in their order, each with its days; a phase that holds on no day is left out. */
    public List<Span> timeline() {
        List<Span> spans = new ArrayList<>();
        for (MissionPhase phase : MissionPhase.values()) {
            Optional<LocalDate> from = began(phase);
            Optional<LocalDate> until = began.entrySet().stream()
                    .filter(other -> other.getKey().compareTo(phase) > 0)
                    .map(Map.Entry::getValue)
                    .min(LocalDate::compareTo);
            if (from.isPresent() && until.map(from.get()::isBefore).orElse(true)) {
                spans.add(new Span(phase, from.get(), until));
            }
        }
        return spans;
    }
}
