package org.muster.events.dated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatedTest {

    private static final Dated<String> VALUE =
            Dated.from(day(10), "b").with(day(5), "a").with(day(20), "c");

    @Test
    void holds_from_its_day_until_the_next_whatever_was_recorded_first() {
        assertThat(VALUE.on(day(4))).isEmpty();
        assertThat(VALUE.on(day(5))).contains("a");
        assertThat(VALUE.on(day(9))).contains("a");
        assertThat(VALUE.on(day(10))).contains("b");
        assertThat(VALUE.on(day(25))).contains("c");
        assertThat(VALUE.last()).contains("c");
    }

    @Test
    void of_one_day_the_later_recorded_holds() {
        assertThat(VALUE.with(day(10), "corrected").on(day(10))).contains("corrected");
        assertThat(VALUE.with(day(10), "corrected").within(day(10), day(10))).containsExactly("corrected");
    }

    @Test
    void names_what_is_planned_next() {
        assertThat(VALUE.nextAfter(day(10))).contains(new Dated.Entry<>(day(20), "c"));
        assertThat(VALUE.nextAfter(day(20))).isEmpty();
    }

    @Test
    void lists_all_that_holds_within_a_span() {
        assertThat(VALUE.within(day(7), day(20))).containsExactly("a", "b", "c");
        assertThat(VALUE.within(day(11), day(19))).containsExactly("b");
        assertThat(VALUE.within(day(1), day(4))).isEmpty();
        assertThat(VALUE.with(day(10), "corrected").within(day(7), day(12))).containsExactly("a", "corrected");
    }

    @Test
    void is_never_given_out_of_order() {
        assertThatThrownBy(() -> new Dated<>(List.of(new Dated.Entry<>(day(2), "b"), new Dated.Entry<>(day(1), "a"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static LocalDate day(int day) {
        return LocalDate.of(2026, 11, day);
    }
}
