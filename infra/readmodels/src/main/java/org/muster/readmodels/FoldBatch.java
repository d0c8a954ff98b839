package org.muster.readmodels;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.muster.readmodels.Fold.Touch;

/**
 * The rows of one table that a batch of events touches, folded in memory. Pure: first told which events there are, then which
 * of the rows exist, it knows which versions are closed and which rows are left.
 *
 * @param <K> the key of a row
 * @param <R> the row
 */
final class FoldBatch<K, R extends Record & Row<K>> {

    /** A version that was closed. */
    record Closed(Object row, long knownFrom, long recordedMicros, long knownTo, long closedMicros) {}

    /** One row within the batch. */
    static final class Cell<R> {

        private R row;
        private long knownFrom;
        private long recordedMicros = Long.MIN_VALUE;
        private int subjectHash;
        private String place;
        private boolean isChanged;

        R row() {
            return row;
        }

        long knownFrom() {
            return knownFrom;
        }

        long recordedMicros() {
            return recordedMicros;
        }

        int subjectHash() {
            return subjectHash;
        }
    }

    private record Pending<K, R>(SequencedEvent event, Touch<K, R> touch, Cell<R> cell) {}

    private final Fold<K, R> fold;
    private final Map<K, Cell<R>> cells = new HashMap<>();
    private final List<K> toLoad = new ArrayList<>();
    private final List<Pending<K, R>> pending = new ArrayList<>();
    private final List<Closed> closed = new ArrayList<>();

    FoldBatch(Fold<K, R> fold) {
        this.fold = fold;
    }

    Fold<K, R> fold() {
        return fold;
    }

    /**
     * Adds an event, in the order of positions within each subject.
     *
     * @param trustsCreation what the event creates is not looked up: the table's key refuses it if it exists
     * @throws ImpossibleEventException if the event is refused for what it says itself
     */
    void add(SequencedEvent event, boolean trustsCreation) {
        for (Touch<K, R> touch : fold.touches(event)) {
            Cell<R> cell = cells.get(touch.key());
            if (cell == null) {
                cell = new Cell<>();
                cells.put(touch.key(), cell);
                if (!(trustsCreation && touch.creates())) {
                    toLoad.add(touch.key());
                }
            }
            pending.add(new Pending<>(event, touch, cell));
        }
    }

    /** The keys of the rows to look up. */
    List<K> toLoad() {
        return toLoad;
    }

    /** A row that exists. */
    void loaded(R row, long knownFrom, long recordedMicros, int subjectHash, String place) {
        Cell<R> cell = cells.get(fold.mapping().key(row));
        cell.row = row;
        cell.knownFrom = knownFrom;
        cell.recordedMicros = recordedMicros;
        cell.subjectHash = subjectHash;
        cell.place = place;
    }

    /** What is told when an event is refused. */
    interface Refusal {
        RuntimeException of(SequencedEvent event, ImpossibleEventException why);
    }

    /** Folds, once all rows that exist are loaded. */
    void fold(Refusal refusal) {
        for (Pending<K, R> next : pending) {
            try {
                apply(next.event(), next.touch(), next.cell());
            } catch (ImpossibleEventException e) {
                throw refusal.of(next.event(), e);
            } catch (RuntimeException e) {
                throw refusal.of(next.event(), ImpossibleEventException.of(e));
            }
        }
    }

    private void apply(SequencedEvent event, Touch<K, R> touch, Cell<R> cell) {
        if (event.position() <= cell.knownFrom) {
            // It is in this row already: delivered again after checkpoints were put back.
            return;
        }
        int subjectHash = event.subject().hashCode();
        if (cell.row != null && cell.subjectHash != subjectHash) {
            throw new ImpossibleEventException(fold.mapping().describe(touch.key())
                    + " is written by events of another subject than " + event.subject());
        }
        R after = touch.evolve().apply(cell.row);
        if (Objects.equals(after, cell.row)) {
            return;
        }
        if (after != null && !fold.mapping().key(after).equals(touch.key())) {
            throw new ImpossibleEventException(fold.mapping().describe(touch.key()) + " would change its key");
        }
        // Never before the version that it follows: the first event recorded after an instant stays the same, and a
        // closed
        // version is found by when it was closed.
        long recordedMicros = Math.max(cell.recordedMicros, BinaryCopy.micros(event.recordedAt()));
        if (cell.row != null) {
            closed.add(new Closed(cell.row, cell.knownFrom, cell.recordedMicros, event.position(), recordedMicros));
        }
        cell.row = after;
        cell.knownFrom = event.position();
        cell.recordedMicros = recordedMicros;
        cell.subjectHash = subjectHash;
        cell.isChanged = true;
    }

    /** The versions that the batch closed. */
    List<Closed> closed() {
        return closed;
    }

    /** Where rows lie that are no longer as they were. */
    List<String> replaced() {
        List<String> places = new ArrayList<>();
        for (Cell<R> cell : cells.values()) {
            if (cell.isChanged && cell.place != null) {
                places.add(cell.place);
            }
        }
        return places;
    }

    /** The rows that are new or changed. */
    Collection<Cell<R>> written() {
        List<Cell<R>> written = new ArrayList<>(cells.size());
        for (Cell<R> cell : cells.values()) {
            if (cell.isChanged && cell.row != null) {
                written.add(cell);
            }
        }
        return written;
    }
}
