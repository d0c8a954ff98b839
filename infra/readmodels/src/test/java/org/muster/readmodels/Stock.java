package org.muster.readmodels;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A read model of made-up events that uses all that a fold can do and all types of columns. Subjects are shelves. */
final class Stock {

    enum Colour {
        RED,
        BLUE
    }

    sealed interface ShelfEvent {
        String shelf();
    }

    record Added(String shelf, String item, Colour colour, LocalDate on) implements ShelfEvent {}

    record Counted(String shelf, String item, int amount, Optional<LocalDate> until) implements ShelfEvent {}

    record Removed(String shelf, String item) implements ShelfEvent {}

    record Labelled(String shelf, List<String> items, String label) implements ShelfEvent {}

    record Inspected(String shelf, Instant at) implements ShelfEvent {}

    record Item(
            String item,
            String shelf,
            Colour colour,
            LocalDate addedOn,
            int amount,
            boolean isCounted,
            Optional<LocalDate> until,
            List<String> amounts,
            List<Colour> colours)
            implements Row<String> {

        Item counted(int now, Optional<LocalDate> untilNow) {
            List<String> more = new ArrayList<>(amounts);
            more.add(now + " \"pieces\", {exactly}");
            return new Item(item, shelf, colour, addedOn, now, true, untilNow, more, colours);
        }
    }

    record LabelKey(String item, String label) {}

    record Label(LabelKey key, int times) implements Row<LabelKey> {}

    record ShelfInspection(String shelf, Instant inspectedAt) implements Row<String> {}

    record Counting(long position, String item, Optional<Integer> amount) implements Row<Long> {}

    static final ReadModel READ_MODEL = new ReadModel(
            "stock",
            1,
            List.of(
                    Fold.into(Item.class)
                            .creates(
                                    Added.class,
                                    e -> new Item(
                                            e.item,
                                            e.shelf,
                                            e.colour,
                                            e.on,
                                            0,
                                            false,
                                            Optional.empty(),
                                            List.of(),
                                            List.of(e.colour, Colour.RED)))
                            .changes(Counted.class, Counted::item, (row, e) -> row.counted(e.amount, e.until))
                            .evolves(Removed.class, e -> List.of(e.item), (key, row, e) -> Optional.empty()),
                    Fold.into(Label.class)
                            .evolves(
                                    Labelled.class,
                                    e -> e.items.stream()
                                            .map(item -> new LabelKey(item, e.label))
                                            .toList(),
                                    (key, row, e) -> Optional.of(
                                            new Label(key, row.map(Label::times).orElse(0) + 1))),
                    Fold.into(ShelfInspection.class).puts(Inspected.class, e -> new ShelfInspection(e.shelf, e.at)),
                    Fold.into(Counting.class)
                            .creates(
                                    Counted.class,
                                    (e, position) -> new Counting(
                                            position,
                                            e.item,
                                            e.amount == 0 ? Optional.empty() : Optional.of(e.amount)))),
            "create index label_of on label (label);");

    private Stock() {}

    static ReadModelStage stage() {
        return new ReadModelStage(READ_MODEL, event -> ((ShelfEvent) event).shelf());
    }
}
