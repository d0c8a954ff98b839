package org.muster.commandside.domain.model;

import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A count that changes from day to day, for instance how many posts are filled on each date. Immutable.
 *
 * <p>Rule X2 asks on each deployment for the highest count from a date to the end of a budget period. The answer must
 * not take longer in a mission of thousands than in one of ten, so what is kept is not who serves but the change of
 * each day, one array per calendar year in which anything changes, with each year's sum and peak. A change copies one
 * such array (366 numbers) and the list of years (at most 200, as the register takes dates from 1900 to 2099); a
 * question scans at most two partial years.
 */
public final class DailyCount {

    /** Zero on every date. */
    public static final DailyCount ZERO = new DailyCount(new YearOfChanges[0]);

    /** In order of time; only years in which some day changes, so that equal counts are equal objects. */
    private final YearOfChanges[] years;

    private DailyCount(YearOfChanges[] years) {
        this.years = years;
    }

    /** The count with these changes; on all other dates it stays what it was the day before. */
    static DailyCount of(Map<LocalDate, Integer> changes) {
        DailyCount count = ZERO;
        for (Map.Entry<LocalDate, Integer> change : changes.entrySet()) {
            count = count.from(change.getKey(), change.getValue());
        }
        return count;
    }

    /** By how much it is higher, or lower, on a date than the day before; only the dates of a change, in order. */
    SortedMap<LocalDate, Integer> changes() {
        SortedMap<LocalDate, Integer> changes = new TreeMap<>();
        for (YearOfChanges year : years) {
            for (int day = 1; day <= YearOfChanges.DAYS_MAX; day++) {
                if (year.changes[day - 1] != 0) {
                    changes.put(Year.of(year.year).atDay(day), year.changes[day - 1]);
                }
            }
        }
        return changes;
    }

    /** The count that is higher by {@code change} on this date and all later ones. */
    public DailyCount from(LocalDate date, int change) {
        int at = indexOf(date.getYear());
        YearOfChanges old = at >= 0 ? years[at] : YearOfChanges.none(date.getYear());
        YearOfChanges changed = old.with(date.getDayOfYear(), change);
        int before = at >= 0 ? at : -at - 1;
        int after = at >= 0 ? at + 1 : before;
        int kept = changed.isEmpty() ? 0 : 1;
        YearOfChanges[] all = new YearOfChanges[before + kept + years.length - after];
        System.arraycopy(years, 0, all, 0, before);
        if (kept == 1) {
            all[before] = changed;
        }
        System.arraycopy(years, after, all, before + kept, years.length - after);
        return new DailyCount(all);
    }

    /** The count after its last change. */
    public int total() {
        int total = 0;
        for (YearOfChanges year : years) {
            total += year.sum;
        }
        return total;
    }

    /** The count on this date. */
    public int on(LocalDate date) {
        int count = 0;
        for (YearOfChanges year : years) {
            if (year.year < date.getYear()) {
                count += year.sum;
            } else if (year.year == date.getYear()) {
                count += year.sumThrough(date.getDayOfYear());
            }
        }
        return count;
    }

    /**
     * The highest count on any date of the span.
     *
     * @param first the first date of the span
     * @param last the last date of the span, included
     * @throws IllegalArgumentException if the span is empty
     */
    public int peak(LocalDate first, LocalDate last) {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("no peak in the empty span from " + first + " to " + last);
        }
        int count = on(first);
        int peak = count;
        for (YearOfChanges year : years) {
            if (year.year < first.getYear() || year.year > last.getYear()) {
                continue;
            }
            int from = year.year == first.getYear() ? first.getDayOfYear() + 1 : 1;
            int through = year.year == last.getYear() ? last.getDayOfYear() : YearOfChanges.DAYS_MAX;
            if (from == 1 && through == YearOfChanges.DAYS_MAX) {
                peak = Math.max(peak, count + year.peak);
                count += year.sum;
            } else {
                for (int day = from; day <= through; day++) {
                    count += year.changes[day - 1];
                    peak = Math.max(peak, count);
                }
            }
        }
        return peak;
    }

    private int indexOf(int year) {
        int low = 0;
        int high = years.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (years[middle].year < year) {
                low = middle + 1;
            } else if (years[middle].year > year) {
                high = middle - 1;
            } else {
                return middle;
            }
        }
        return -low - 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DailyCount that && Arrays.equals(years, that.years);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(years);
    }

    /** The dates on which the count changes and its value from then on, for instance {@code {1992-03-15=1}}. */
    @Override
    public String toString() {
        SortedMap<LocalDate, Integer> counts = new TreeMap<>();
        int count = 0;
        for (Map.Entry<LocalDate, Integer> change : changes().entrySet()) {
            count += change.getValue();
            counts.put(change.getKey(), count);
        }
        return counts.toString();
    }

    /** The changes of one calendar year; sum and peak are relative to the count at its start. */
    private static final class YearOfChanges {

        static final int DAYS_MAX = 366;

        final int year;
        final int[] changes;
        final int sum;
        final int peak;
        private final boolean empty;

        private YearOfChanges(int year, int[] changes) {
            this.year = year;
            this.changes = changes;
            int running = 0;
            int highest = 0;
            boolean unchanged = true;
            for (int change : changes) {
                running += change;
                highest = Math.max(highest, running);
                unchanged &= change == 0;
            }
            this.sum = running;
            this.peak = highest;
            this.empty = unchanged;
        }

        static YearOfChanges none(int year) {
            return new YearOfChanges(year, new int[DAYS_MAX]);
        }

        YearOfChanges with(int dayOfYear, int change) {
            int[] copy = changes.clone();
            copy[dayOfYear - 1] += change;
            return new YearOfChanges(year, copy);
        }

        boolean isEmpty() {
            return empty;
        }

        int sumThrough(int dayOfYear) {
            int running = 0;
            for (int day = 0; day < dayOfYear; day++) {
                running += changes[day];
            }
            return running;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof YearOfChanges that && year == that.year && Arrays.equals(changes, that.changes);
        }

        @Override
        public int hashCode() {
            return 31 * year + Arrays.hashCode(changes);
        }
    }
}
