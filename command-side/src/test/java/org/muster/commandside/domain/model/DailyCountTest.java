package org.muster.commandside.domain.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.muster.commandside.Examples.day;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DailyCountTest {

    /** A change of the count from a date on; the naive model is a list of them, summed up day by day. */
    record Change(LocalDate on, int by) {}

    @Property
    void counts_and_peaks_like_a_model_that_looks_at_every_day(
            @ForAll("changes") List<Change> changes, @ForAll("dates") LocalDate one, @ForAll("dates") LocalDate other) {
        LocalDate first = one.isBefore(other) ? one : other;
        LocalDate last = one.isBefore(other) ? other : one;

        DailyCount count = count(changes);

        assertThat(count.on(first)).isEqualTo(naive(changes, first));
        assertThat(count.peak(first, last))
                .isEqualTo(first.datesUntil(last.plusDays(1))
                        .mapToInt(date -> naive(changes, date))
                        .max()
                        .orElseThrow());
    }

    @Property
    void the_order_of_the_changes_does_not_matter(@ForAll("changes") List<Change> changes, @ForAll long seed) {
        List<Change> shuffled = new ArrayList<>(changes);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(count(shuffled))
                .isEqualTo(count(changes))
                .hasSameHashCodeAs(count(changes))
                .hasToString(count(changes).toString());
    }

    @Property
    void what_is_taken_back_leaves_no_trace(@ForAll("changes") List<Change> changes) {
        DailyCount count = count(changes);
        for (Change change : changes) {
            count = count.from(change.on(), -change.by());
        }
        assertThat(count).isEqualTo(DailyCount.ZERO);
    }

    @Property
    void a_change_leaves_the_count_that_it_came_from_as_it_was(
            @ForAll("changes") List<Change> changes, @ForAll("dates") LocalDate date) {
        DailyCount before = count(changes);
        DailyCount after = before.from(date, 1);

        assertThat(before).isEqualTo(count(changes)).isNotEqualTo(after);
    }

    @Example
    void counts_the_last_day_of_a_leap_year() {
        DailyCount count = DailyCount.ZERO.from(day("1992-12-31"), 1).from(day("1993-01-01"), -1);

        assertThat(count.on(day("1992-12-30"))).isZero();
        assertThat(count.peak(day("1992-12-31"), day("1992-12-31"))).isEqualTo(1);
        assertThat(count.peak(day("1992-12-30"), day("1993-01-01"))).isEqualTo(1);
        assertThat(count.peak(day("1993-01-01"), day("2099-12-31"))).isZero();
    }

    @Example
    void tells_when_it_changes() {
        DailyCount count = DailyCount.ZERO.from(day("1992-04-01"), 2).from(day("1993-01-01"), -1);

        assertThat(count).hasToString("{1992-04-01=2, 1993-01-01=1}");
    }

    @Example
    void an_empty_span_has_no_peak() {
        assertThatThrownBy(() -> DailyCount.ZERO.peak(day("1992-04-02"), day("1992-04-01")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        return Combinators.combine(
                        dates(), Arbitraries.integers().between(-3, 3).filter(by -> by != 0))
                .as(Change::new)
                .list()
                .ofMaxSize(40);
    }

    /** Leap years, the turn of the year and years without any change are all among them. */
    @Provide
    Arbitrary<LocalDate> dates() {
        Arbitrary<LocalDate> any = Arbitraries.integers()
                .between(0, 365 * 6)
                .map(days -> day("1991-06-01").plusDays(days));
        return Arbitraries.oneOf(
                any, Arbitraries.of(day("1991-12-31"), day("1992-01-01"), day("1992-12-31"), day("1995-01-01")));
    }

    private static DailyCount count(List<Change> changes) {
        DailyCount count = DailyCount.ZERO;
        for (Change change : changes) {
            count = count.from(change.on(), change.by());
        }
        return count;
    }

    private static int naive(List<Change> changes, LocalDate date) {
        return changes.stream()
                .filter(change -> !change.on().isAfter(date))
                .mapToInt(Change::by)
                .sum();
    }
}
