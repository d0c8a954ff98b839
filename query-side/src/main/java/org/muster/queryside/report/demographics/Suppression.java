package org.muster.queryside.report.demographics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which cells of a month's tables may be published, so that nobody finds a small one: neither read nor computed from the
 * others. Pure.
 *
 * <p>The tables are: how many persons of each value serve in all missions, and in each mission; how many serve in each mission
 * is public anyway. A cell is small if it is over zero and under the threshold. Small values are published together, for all
 * missions the same. A mission with a small cell is withheld as a whole. What all missions have less what the published ones
 * have is what the withheld ones have together, so more missions are withheld until that is no small cell either, nor leaves
 * only one possibility for one: for a table of which only both margins are known, the bounds of Fréchet are exact.
 */
final class Suppression {

    /**
     * Values that are published as one figure.
     *
     * @param merged whether they are small values put together. Which these are is not published: of values that each count at
     *     least one person, as many as the sum says would all be one
     */
    record Group(List<String> values, boolean merged) {

        /** What it is called. */
        String label() {
            return merged ? OTHERS : values.getFirst();
        }
    }

    /** Every value that is not published by itself. */
    static final String OTHERS = "OTHERS";

    /**
     * What may be published.
     *
     * @param groups of all values
     * @param all how many persons of each group there are in all missions
     * @param missions the same of each mission that is not withheld
     * @param withheld missions of which only the sum is published
     */
    record Published(
            List<Group> groups, List<Long> all, Map<String, List<Long>> missions, Map<String, Long> withheld) {}

    private final long threshold;

    /** @param threshold the least number of persons that is published, but for zero */
    Suppression(long threshold) {
        this.threshold = threshold;
    }

    /** @param counts persons by mission and value */
    Published of(Map<String, Map<String, Long>> counts) {
        List<Group> groups = groups(totals(counts.values()));
        while (true) {
            Map<String, List<Long>> lines = lines(counts, groups);
            Set<String> withheld = withheld(groups, lines);
            if (isSafe(groups, lines, withheld)) {
                return published(groups, lines, withheld);
            }
            // Even with every mission withheld the margins leave one possibility: only the sum of all is published.
            groups = List.of(new Group(
                    groups.stream()
                            .flatMap(group -> group.values().stream())
                            .sorted()
                            .toList(),
                    true));
        }
    }

    /** Puts the smallest values together until no group is small, or only one is left. */
    List<Group> groups(Map<String, Long> totals) {
        List<String> values = new ArrayList<>(totals.keySet());
        values.sort(Comparator.<String>comparingLong(totals::get).thenComparing(Comparator.naturalOrder()));
        List<String> together = new ArrayList<>();
        long sum = 0;
        List<Group> groups = new ArrayList<>();
        for (String value : values) {
            long count = totals.get(value);
            if (count > 0 && (count < threshold || sum > 0 && sum < threshold)) {
                together.add(value);
                sum += count;
            } else {
                groups.add(new Group(List.of(value), false));
            }
        }
        if (!together.isEmpty()) {
            groups.add(new Group(together.stream().sorted().toList(), true));
        }
        groups.sort(Comparator.comparing(group -> group.values().getFirst()));
        return List.copyOf(groups);
    }

    private static Map<String, Long> totals(Iterable<Map<String, Long>> lines) {
        Map<String, Long> totals = new TreeMap<>();
        lines.forEach(line -> line.forEach((value, count) -> totals.merge(value, count, Long::sum)));
        return totals;
    }

    private static Map<String, List<Long>> lines(Map<String, Map<String, Long>> counts, List<Group> groups) {
        Map<String, List<Long>> lines = new TreeMap<>();
        counts.forEach((mission, line) -> lines.put(
                mission,
                groups.stream()
                        .map(group -> group.values().stream()
                                .mapToLong(value -> line.getOrDefault(value, 0L))
                                .sum())
                        .toList()));
        return lines;
    }

    private Set<String> withheld(List<Group> groups, Map<String, List<Long>> lines) {
        Set<String> withheld = new HashSet<>();
        lines.forEach((mission, line) -> {
            if (line.stream().anyMatch(this::isSmall)) {
                withheld.add(mission);
            }
        });
        List<String> smallestFirst = new ArrayList<>(lines.keySet());
        smallestFirst.removeIf(mission -> sum(lines.get(mission)) == 0);
        smallestFirst.sort(Comparator.comparingLong(mission -> sum(lines.get(mission))));
        for (String next : smallestFirst) {
            if (isSafe(groups, lines, withheld)) {
                break;
            }
            withheld.add(next);
        }
        return withheld;
    }

    /** Whether the withheld lines cannot be found from what they have together and how many persons each has. */
    private boolean isSafe(List<Group> groups, Map<String, List<Long>> lines, Set<String> withheld) {
        if (withheld.isEmpty()) {
            return true;
        }
        List<Long> together = together(lines, withheld);
        // One group of several values says nothing that the number of persons does not; one value says all.
        if (groups.size() == 1) {
            return groups.getFirst().merged();
        }
        if (withheld.size() == 1 || together.stream().anyMatch(this::isSmall)) {
            return false;
        }
        long everyone = sum(together);
        return withheld.stream().noneMatch(mission -> {
            List<Long> line = lines.get(mission);
            long persons = sum(line);
            for (int group = 0; group < line.size(); group++) {
                long least = Math.max(0, together.get(group) + persons - everyone);
                long greatest = Math.min(together.get(group), persons);
                if (isSmall(line.get(group)) && least == greatest) {
                    return true;
                }
            }
            return false;
        });
    }

    private static List<Long> together(Map<String, List<Long>> lines, Set<String> missions) {
        List<Long> together = new ArrayList<>();
        missions.forEach(mission -> {
            List<Long> line = lines.get(mission);
            for (int group = 0; group < line.size(); group++) {
                if (together.size() <= group) {
                    together.add(0L);
                }
                together.set(group, together.get(group) + line.get(group));
            }
        });
        return together;
    }

    private static Published published(List<Group> groups, Map<String, List<Long>> lines, Set<String> withheld) {
        Map<String, List<Long>> published = new LinkedHashMap<>();
        Map<String, Long> sums = new LinkedHashMap<>();
        lines.forEach((mission, line) -> {
            if (withheld.contains(mission)) {
                sums.put(mission, sum(line));
            } else {
                published.put(mission, line);
            }
        });
        List<Long> all = lines.isEmpty() ? Collections.nCopies(groups.size(), 0L) : together(lines, lines.keySet());
        return new Published(groups, all, published, sums);
    }

    private boolean isSmall(long count) {
        return count > 0 && count < threshold;
    }

    private static long sum(List<Long> line) {
        return line.stream().mapToLong(Long::longValue).sum();
    }
}
