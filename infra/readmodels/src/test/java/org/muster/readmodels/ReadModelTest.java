package org.muster.readmodels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.readmodels.Stock.Added;
import org.muster.readmodels.Stock.Colour;
import org.muster.readmodels.Stock.Counted;
import org.muster.readmodels.Stock.Counting;
import org.muster.readmodels.Stock.Inspected;
import org.muster.readmodels.Stock.Item;
import org.muster.readmodels.Stock.Label;
import org.muster.readmodels.Stock.LabelKey;
import org.muster.readmodels.Stock.Labelled;
import org.muster.readmodels.Stock.Removed;
import org.muster.readmodels.Stock.ShelfInspection;

/** What a read model does with events, on a real PostgreSQL. */
class ReadModelTest {

    private static final LocalDate DAY = LocalDate.of(1992, 4, 1);

    private final Added added = new Added("S", "cup ' \\ \t é", Colour.BLUE, DAY);
    private final String cup = added.item();

    private ReadModelStage stage;

    @BeforeEach
    void open() {
        stage = Stock.stage();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void keeps_every_type_of_column_as_it_is() {
        Instant at = Instant.parse("1899-12-31T23:59:59.123456Z");
        stage.given(added, new Counted("S", cup, 3, Optional.of(DAY)), new Inspected("S", at));

        assertThat(stage.rows(Item.class))
                .containsExactly(new Item(
                        cup,
                        "S",
                        Colour.BLUE,
                        DAY,
                        3,
                        true,
                        Optional.of(DAY),
                        List.of("3 \"pieces\", {exactly}"),
                        List.of(Colour.BLUE, Colour.RED)));
        assertThat(stage.rows(Item.class, 1)).extracting(Item::amounts).containsExactly(List.of());
        assertThat(stage.rows(ShelfInspection.class)).containsExactly(new ShelfInspection("S", at));
        assertThat(stage.rows(Counting.class)).containsExactly(new Counting(2, cup, Optional.of(3)));
    }

    @Test
    void leaves_a_version_for_each_position_of_one_batch() {
        stage.given(
                added,
                new Counted("S", cup, 1, Optional.empty()),
                new Counted("S", cup, 2, Optional.empty()),
                new Removed("S", cup),
                added);

        assertThat(List.of(0L, 1L, 2L, 3L, 4L, 5L))
                .extracting(position -> stage.rows(Item.class, position).stream()
                        .map(Item::amount)
                        .toList())
                .containsExactly(List.of(), List.of(0), List.of(1), List.of(2), List.of(), List.of(0));
    }

    @Test
    void closes_no_version_where_an_event_changes_nothing() {
        stage.given(new Inspected("S", Instant.EPOCH), new Inspected("S", Instant.EPOCH));

        assertThat(stage.positionAt(ReadModelStage.RECORDED.plusSeconds(1)))
                .as("what came second touched no row")
                .isEqualTo(AsKnownAt.NOW);
    }

    @Test
    void an_instant_is_the_last_position_before_what_was_recorded_at_or_after_it() {
        Instant first = ReadModelStage.RECORDED;
        assertThat(stage.positionAt(first)).isEqualTo(AsKnownAt.NOW);
        stage.given(added, new Counted("S", cup, 1, Optional.empty()), new Removed("S", cup));

        assertThat(stage.positionAt(Instant.EPOCH)).isZero();
        assertThat(stage.positionAt(first)).isZero();
        assertThat(stage.positionAt(first.plusNanos(1))).isEqualTo(1);
        assertThat(stage.positionAt(first.plusSeconds(1))).isEqualTo(1);
        assertThat(stage.positionAt(first.plusSeconds(2))).isEqualTo(2);
        assertThat(stage.positionAt(first.plusSeconds(2).plusNanos(1000))).isEqualTo(AsKnownAt.NOW);
    }

    @Test
    void refuses_what_cannot_have_happened_and_leaves_no_trace_of_the_batch() {
        stage.given(added);

        assertThatThrownBy(() -> stage.given(new Inspected("S", Instant.EPOCH), added))
                .isInstanceOf(ImpossibleEventException.class)
                .hasMessage("item " + cup + " exists already");
        assertThatThrownBy(() -> stage.given(new Counted("S", "none", 1, Optional.empty())))
                .isInstanceOf(ImpossibleEventException.class)
                .hasMessage("item none was never created");
        assertThatThrownBy(() -> stage.given(new Labelled("S", List.of("a", "a"), "red")))
                .isInstanceOf(ImpossibleEventException.class)
                .hasMessageContaining("touched twice");
        assertThatThrownBy(() -> stage.given(new Added("S", "pot", null, DAY)))
                .isInstanceOf(ImpossibleEventException.class);
        assertThat(stage.rows(ShelfInspection.class)).isEmpty();
        assertThat(stage.rows(Item.class)).hasSize(1);
    }

    @Test
    void refuses_an_event_of_another_subject_than_the_row_s() {
        stage.given(added);

        for (Object foreign : List.of(
                new Counted("T", cup, 1, Optional.empty()),
                new Removed("T", cup),
                new Added("T", cup, Colour.RED, DAY))) {
            assertThatThrownBy(() -> stage.given(foreign))
                    .isInstanceOf(ImpossibleEventException.class)
                    .hasMessage("item " + cup + " is written by events of another subject than T");
        }
    }

    @Test
    void a_rebuild_refuses_to_create_a_row_twice_though_it_does_not_look_it_up() {
        stage.fill(stage.sequenced(List.of(added)));

        assertThatThrownBy(() -> stage.fill(stage.sequenced(List.of(added))))
                .cause()
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo("23505"));
        assertThatThrownBy(() -> stage.fill(stage.sequenced(
                        List.of(new Added("S", "b", Colour.RED, DAY), new Added("S", "b", Colour.RED, DAY)))))
                .isInstanceOf(ImpossibleEventException.class);
    }

    @Test
    void takes_again_what_it_has_already() {
        List<SequencedEvent> history = stage.sequenced(List.of(
                added,
                new Counted("S", cup, 1, Optional.empty()),
                new Labelled("S", List.of("a", "b"), "red"),
                new Labelled("S", List.of("b"), "red")));
        stage.apply(history);
        stage.apply(history);
        stage.apply(history.subList(0, 1));

        assertThat(stage.rows(Item.class)).extracting(Item::amount).containsExactly(1);
        assertThat(stage.rows(Label.class))
                .containsExactly(new Label(new LabelKey("a", "red"), 1), new Label(new LabelKey("b", "red"), 2));
    }

    record Unkeyed(List<Integer> numbers) implements Row<List<Integer>> {}

    record OtherKey(String key, int value) implements Row<Integer> {}

    record EmptyKey(Optional<String> key) implements Row<Optional<String>> {}

    record Taken(String key, long knownFrom) implements Row<String> {}

    @Test
    void refuses_a_record_that_can_be_no_row() {
        assertThatThrownBy(() -> Fold.into(Unkeyed.class)).hasMessageContaining("No column can hold numbers");
        assertThatThrownBy(() -> Fold.into(OtherKey.class)).hasMessageContaining("its first component is none");
        assertThatThrownBy(() -> Fold.into(EmptyKey.class)).hasMessageContaining("cannot be empty");
        assertThatThrownBy(() -> Fold.into(Taken.class)).hasMessageContaining("cannot have a column known_from");
    }
}
