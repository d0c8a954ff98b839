package org.muster.events.dated;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A value that changes from day to day, as decisions with an effective day make it. Of two decisions the later effective day
 * holds; of equal days the one recorded later. So the same decisions give the same value on every day, in whatever order they
 * were recorded, as long as those of one day keep theirs. Immutable.
 *
 * @param entries in the order in which they hold; those of one day in the order in which they were recorded
 */
public record Dated<T>(List<Entry<T>> entries) {

    /**
     * A value that holds from a day until the next entry.
     *
     * @param from the first day
     * @param value what holds
     */
    public record Entry<T>(LocalDate from, T value) {}

    /** @throws IllegalArgumentException if the entries are not in the order of their days */
    public Dated {
        entries = List.copyOf(entries);
        for (int i = 1; i < entries.size(); i++) {
            if (entries.get(i).from().isBefore(entries.get(i - 1).from())) {
                throw new IllegalArgumentException("entries are given in the order of their days");
            }
        }
    }

    /** Nothing holds on any day. */
    public static <T> Dated<T> nothing() {
        return new Dated<>(List.of());
    }

    /** The value holds from the day on. */
    public static <T> Dated<T> from(LocalDate day, T value) {
        return new Dated<>(List.of(new Entry<>(day, value)));
    }

    /** The same, where this value was recorded next and holds from the day until a later entry. */
    public Dated<T> with(LocalDate day, T value) {
        List<Entry<T>> more = new ArrayList<>(entries);
        int at = more.size();
        while (at > 0 && more.get(at - 1).from().isAfter(day)) {
            at--;
        }
        more.add(at, new Entry<>(day, value));
        return new Dated<>(more);
    }

    /** What holds on the day; empty before the first entry. */
    public Optional<T> on(LocalDate day) {
        return entryOn(day).map(Entry::value);
    }

    /** The entry that holds on the day, with the day from which it does. */
    public Optional<Entry<T>> entryOn(LocalDate day) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (!entries.get(i).from().isAfter(day)) {
                return Optional.of(entries.get(i));
            }
        }
        return Optional.empty();
    }

    /** The first entry that begins to hold after the day: what is planned next. */
    public Optional<Entry<T>> nextAfter(LocalDate day) {
        return entries.stream().filter(entry -> entry.from().isAfter(day)).findFirst();
    }

    /** What holds on at least one day of the span, in order; an entry that another one of its day replaces does not. */
    public List<T> within(LocalDate first, LocalDate last) {
        List<T> holding = new ArrayList<>();
        on(first).ifPresent(holding::add);
        for (int i = 0; i < entries.size(); i++) {
            Entry<T> entry = entries.get(i);
            boolean replaced =
                    i + 1 < entries.size() && entries.get(i + 1).from().equals(entry.from());
            if (!replaced && entry.from().isAfter(first) && !entry.from().isAfter(last)) {
                holding.add(entry.value());
            }
        }
        return holding;
    }

    /** What holds when the last entry does; empty if there is none. */
    public Optional<T> last() {
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(entries.getLast().value());
    }

    /** The same days with other values. */
    public Dated<T> map(UnaryOperator<T> change) {
        return new Dated<>(entries.stream()
                .map(entry -> new Entry<>(entry.from(), change.apply(entry.value())))
                .toList());
    }
}
