package org.muster.queryside.readmodel.correction;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.muster.events.DomainEvent;
import org.muster.events.correction.CorrectionEvent;
import org.muster.events.correction.RecordAnnulled;
import org.muster.events.correction.RecordCorrected;
import org.muster.readmodels.Fold;
import org.muster.readmodels.ImpossibleEventException;
import org.muster.readmodels.Row;

/** How a table follows corrections and annulments: a row takes back what the earlier event did, and does what it does now. */
public final class Amended {

    private Amended() {}

    /** Which rows an earlier event touched. */
    @FunctionalInterface
    public interface Keys<K> {

        /**
         * The keys.
         *
         * @param original the earlier event
         * @param position its position
         * @return none if it touches no row of the table
         */
        List<K> of(DomainEvent original, long position);
    }

    /** How a row is amended. */
    @FunctionalInterface
    public interface Change<K, R> {

        /**
         * The row from now on; empty if it ends.
         *
         * @param row as it is
         * @param before the earlier event, as it was known
         * @param after the earlier event, as it is known now; empty if it was annulled
         */
        Optional<R> of(K key, R row, DomainEvent before, Optional<DomainEvent> after);
    }

    /** The fold that also follows corrections and annulments of the events that have keys here. */
    public static <K, R extends Record & Row<K>> Fold<K, R> follow(Fold<K, R> fold, Keys<K> keys, Change<K, R> change) {
        Function<CorrectionEvent, List<K>> touched = e -> e.original()
                .event()
                .map(original -> keys.of(original, e.original().position()))
                .orElse(List.of());
        Fold.Evolution<K, R, CorrectionEvent> evolution = (key, row, e) -> change.of(
                key,
                row.orElseThrow(() -> new ImpossibleEventException("an event is amended that has no row")),
                e.original().event().orElseThrow(),
                e.amended());
        return fold.evolves(RecordCorrected.class, touched, evolution)
                .evolves(RecordAnnulled.class, touched, evolution);
    }
}
