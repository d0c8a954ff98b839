package org.muster.readmodels;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.muster.readmodels.Stock.Added;
import org.muster.readmodels.Stock.Colour;
import org.muster.readmodels.Stock.Counted;
import org.muster.readmodels.Stock.Item;
import org.muster.readmodels.Stock.Label;
import org.muster.readmodels.Stock.LabelKey;
import org.muster.readmodels.Stock.Labelled;
import org.muster.readmodels.Stock.Removed;

/**
 * On random histories, cut into random batches of two partitions, applied live or filled: the rows as known at every position
 * are those of a history that ends there, told by a model that knows no versions.
 */
class VersionsPropertyTest {

    private static final int SHELVES = 4;
    private static final int PARTITIONS = 2;

    private static ReadModelStage stage;

    @BeforeContainer
    static void open() {
        stage = Stock.stage();
    }

    @AfterContainer
    static void close() {
        stage.close();
    }

    /** What the rows are after some events, by another program than the one that is tested. */
    private static final class Plain {

        private final Map<String, Item> items = new TreeMap<>();
        private final Map<String, Label> labels = new TreeMap<>();

        void take(Object event) {
            switch (event) {
                case Added e ->
                    items.put(
                            e.item(),
                            new Item(
                                    e.item(),
                                    e.shelf(),
                                    e.colour(),
                                    e.on(),
                                    0,
                                    false,
                                    Optional.empty(),
                                    List.of(),
                                    List.of(e.colour(), Colour.RED)));
                case Counted e -> items.compute(e.item(), (key, item) -> item.counted(e.amount(), e.until()));
                case Removed e -> items.remove(e.item());
                case Labelled e -> {
                    for (String item : e.items()) {
                        LabelKey key = new LabelKey(item, e.label());
                        Label before = labels.getOrDefault(key.toString(), new Label(key, 0));
                        labels.put(key.toString(), new Label(key, before.times() + 1));
                    }
                }
                default -> throw new AssertionError(event);
            }
        }
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void rows_as_known_at_every_position_are_those_of_a_history_that_ends_there(@ForAll long seed) {
        Random random = new Random(seed);
        stage.clear();
        List<SequencedEvent> history = history(random, 5 + random.nextInt(40));
        deliver(random, history);

        Plain plain = new Plain();
        for (int position = 0; position <= history.size(); position++) {
            if (position > 0) {
                plain.take(history.get(position - 1).event());
            }
            assertThat(stage.rows(Item.class, position))
                    .as("items at %d, seed %d", position, seed)
                    .containsExactlyElementsOf(plain.items.values());
            assertThat(stage.rows(Label.class, position))
                    .as("labels at %d, seed %d", position, seed)
                    .containsExactlyElementsOf(plain.labels.values());
        }
        assertThat(stage.rows(Item.class)).containsExactlyElementsOf(plain.items.values());
        for (int tried = 0; tried < 20; tried++) {
            Instant instant = ReadModelStage.RECORDED.plusMillis(random.nextInt(60_000) - 5_000);
            assertThat(stage.positionAt(instant))
                    .as("%s, seed %d", instant, seed)
                    .isEqualTo(history.stream()
                            .filter(event -> !event.recordedAt().isBefore(instant))
                            .mapToLong(event -> event.position() - 1)
                            .min()
                            .orElse(AsKnownAt.NOW));
        }
    }

    /** Every event touches a row and changes it. Clocks differ by seconds. */
    private static List<SequencedEvent> history(Random random, int length) {
        List<SequencedEvent> history = new ArrayList<>();
        Map<String, Integer> amounts = new HashMap<>();
        while (history.size() < length) {
            String shelf = "S" + random.nextInt(SHELVES);
            String item = shelf + "-" + random.nextInt(3);
            Integer amount = amounts.get(item);
            Object event;
            if (random.nextInt(5) == 0) {
                event = new Labelled(shelf, List.of(item, shelf + "-all"), random.nextBoolean() ? "old" : "new");
            } else if (amount == null) {
                event = new Added(shelf, item, Colour.values()[random.nextInt(2)], LocalDate.of(1992, 1, 1));
                amounts.put(item, 0);
            } else if (random.nextInt(3) == 0) {
                event = new Removed(shelf, item);
                amounts.remove(item);
            } else {
                amounts.put(item, amount + 1);
                // Dates go back as well as forth: what is recorded later may hold from earlier on.
                event = new Counted(
                        shelf,
                        item,
                        amount + 1,
                        Optional.of(LocalDate.of(1993, 1, 1).minusDays(random.nextInt(500))));
            }
            long position = history.size() + 1L;
            Instant recordedAt = ReadModelStage.RECORDED.plusMillis(1000 * position + random.nextInt(6_000) - 3_000);
            history.add(new SequencedEvent(position, recordedAt, shelf, event));
        }
        return history;
    }

    /** Two partitions, each in order, in batches of any size, in any order to each other. */
    private static void deliver(Random random, List<SequencedEvent> history) {
        List<List<SequencedEvent>> partitions = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            int number = partition;
            partitions.add(new ArrayList<>(history.stream()
                    .filter(event -> Math.floorMod(event.subject().hashCode(), PARTITIONS) == number)
                    .toList()));
        }
        boolean fills = random.nextBoolean();
        int sizeMax = 1 + random.nextInt(20);
        while (partitions.stream().anyMatch(partition -> !partition.isEmpty())) {
            List<SequencedEvent> batch = new ArrayList<>();
            for (List<SequencedEvent> partition : partitions) {
                List<SequencedEvent> taken =
                        partition.subList(0, Math.min(partition.size(), random.nextInt(sizeMax + 1)));
                batch.addAll(taken);
                taken.clear();
            }
            if (fills) {
                stage.fill(batch);
            } else {
                stage.apply(batch);
            }
        }
    }
}
