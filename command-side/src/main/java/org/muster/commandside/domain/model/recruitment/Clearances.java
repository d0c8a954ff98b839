package org.muster.commandside.domain.model.recruitment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.Tag;
import org.muster.events.automation.ClearanceExpiryFlagged;
import org.muster.events.recruitment.ClearanceKind;
import org.muster.events.recruitment.ClearanceRecorded;
import org.muster.events.recruitment.ClearanceResult;

/**
 * What a volunteer was cleared for. Of several results of one kind the latest by its date holds, whatever the order in which
 * they were recorded.
 *
 * @param results in order of their dates; of equal dates the later recorded comes later
 * @param flagged those of which people were told that they expired before the entry on duty
 */
public record Clearances(List<Clearance> results, Set<Expiry> flagged) {

    /** Nothing on record. */
    public static final Clearances NONE = new Clearances(List.of(), Set.of());

    /** By the volunteer's identifier. */
    public static final DecisionModel<Clearances> MODEL = DecisionModel.named("clearances", 2)
            .tagged(Tag.VOLUNTEER)
            .startingAt(NONE)
            .on(ClearanceRecorded.class, Clearances::recorded)
            .on(ClearanceExpiryFlagged.class, Clearances::flagged);

    public Clearances {
        results = List.copyOf(results);
        flagged = Set.copyOf(flagged);
    }

    /** A clearance that expired before an assignment's entry on duty. */
    public record Expiry(String assignment, ClearanceKind kind, LocalDate validUntil) {}

    /**
     * One result.
     *
     * @param kind what it is for
     * @param result the result
     * @param clearedOn the day of the result
     * @param validUntil the last day on which it is valid; absent where it does not expire
     */
    public record Clearance(
            ClearanceKind kind, ClearanceResult result, LocalDate clearedOn, Optional<LocalDate> validUntil) {

        /** Whether it lets the volunteer serve on a day, as far as it goes. */
        public boolean isValidOn(LocalDate day) {
            return result == ClearanceResult.CLEARED
                    && validUntil.map(last -> !last.isBefore(day)).orElse(true);
        }
    }

    /** The result of this kind that holds on a day. */
    public Optional<Clearance> on(LocalDate day, ClearanceKind kind) {
        return results.stream()
                .filter(result -> result.kind() == kind && !result.clearedOn().isAfter(day))
                .reduce((earlier, later) -> later);
    }

    /** Whether the volunteer is cleared on a day. */
    public boolean areValidOn(LocalDate day, ClearanceKind kind) {
        return on(day, kind).filter(result -> result.isValidOn(day)).isPresent();
    }

    private Clearances recorded(ClearanceRecorded event) {
        List<Clearance> more = new ArrayList<>(results);
        more.add(new Clearance(event.kind(), event.result(), event.clearedOn(), event.validUntil()));
        more.sort(Comparator.comparing(Clearance::clearedOn));
        return new Clearances(more, flagged);
    }

    private Clearances flagged(ClearanceExpiryFlagged event) {
        Set<Expiry> more = new HashSet<>(flagged);
        more.add(new Expiry(event.assignment(), event.kind(), event.validUntil()));
        return new Clearances(results, more);
    }
}
