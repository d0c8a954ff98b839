package org.muster.queryside.report.demographics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/**
 * A solver that sees everything that is published of a month, and the number of persons of each mission, finds no small cell:
 * for each there is another possibility.
 */
class SuppressionTest {

    private static final int THRESHOLD = 3;
    private static final List<String> VALUES = List.of("FEMALE", "MALE", "OTHER");

    @Property(tries = 3000, shrinking = ShrinkingMode.OFF)
    void a_solver_finds_no_small_cell(@ForAll long seed) {
        Random random = new Random(seed);
        Map<String, Map<String, Long>> counts = counts(random);
        Suppression.Published published = new Suppression(THRESHOLD).of(counts);

        assertThat(new Solver(counts, published).found())
                .as("seed %d: %s published as %s", seed, counts, published)
                .isEmpty();
    }

    @Test
    void a_solver_finds_cells_that_are_only_left_out() {
        Map<String, Map<String, Long>> counts =
                new TreeMap<>(Map.of("MA", Map.of("FEMALE", 2L, "MALE", 4L), "MB", Map.of("FEMALE", 5L, "MALE", 6L)));
        Suppression.Published naive = new Suppression.Published(
                List.of(new Suppression.Group(List.of("FEMALE"), false), new Suppression.Group(List.of("MALE"), false)),
                List.of(7L, 10L),
                Map.of("MB", List.of(5L, 6L)),
                Map.of("MA", 6L));

        assertThat(new Solver(counts, naive).found()).containsExactly("MA FEMALE");
        assertThat(new Suppression(THRESHOLD).of(counts).withheld()).containsOnlyKeys("MA", "MB");
    }

    @Test
    void names_no_value_where_all_persons_have_one() {
        Suppression.Published published = new Suppression(THRESHOLD)
                .of(new TreeMap<>(Map.of("MA", Map.of("FEMALE", 2L), "MB", Map.of("FEMALE", 3L))));

        assertThat(published.groups()).extracting(Suppression.Group::label).containsExactly("OTHERS");
    }

    @Test
    void publishes_what_is_large_enough() {
        Map<String, Map<String, Long>> counts =
                new TreeMap<>(Map.of("MA", Map.of("FEMALE", 3L, "MALE", 4L), "MB", Map.of("FEMALE", 5L, "MALE", 0L)));

        Suppression.Published published = new Suppression(THRESHOLD).of(counts);

        assertThat(published.withheld()).isEmpty();
        assertThat(published.all()).containsExactly(8L, 4L);
        assertThat(published.missions()).containsEntry("MA", List.of(3L, 4L)).containsEntry("MB", List.of(5L, 0L));
    }

    @Test
    void puts_small_values_together_with_the_next_larger_one() {
        assertThat(new Suppression(5).groups(Map.of("NPL", 9L, "FJI", 1L, "GBR", 3L, "SEN", 7L)))
                .containsExactlyInAnyOrder(
                        new Suppression.Group(List.of("NPL"), false),
                        new Suppression.Group(List.of("FJI", "GBR", "SEN"), true));
    }

    private static Map<String, Map<String, Long>> counts(Random random) {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        int missions = 1 + random.nextInt(4);
        for (int mission = 0; mission < missions; mission++) {
            Map<String, Long> line = new TreeMap<>();
            for (String value : VALUES) {
                long count = switch (random.nextInt(4)) {
                    case 0 -> 0;
                    case 1 -> 1 + random.nextInt(2);
                    default -> random.nextInt(5);
                };
                if (count > 0) {
                    line.put(value, count);
                }
            }
            if (!line.isEmpty()) {
                counts.put("M" + mission, line);
            }
        }
        return counts;
    }

    /** Tries every table that agrees with what is published. Values that are not named may be anything, together what OTHERS says. */
    private static final class Solver {

        private final List<String> missions;
        private final long[][] truth;
        private final long[] persons;
        /** Of each mission; null if it is withheld. The last is what the values that are not named have together. */
        private final long[][] lines;

        private final long[] all;
        private final boolean[] named = new boolean[VALUES.size()];

        Solver(Map<String, Map<String, Long>> counts, Suppression.Published published) {
            missions = List.copyOf(counts.keySet());
            truth = new long[missions.size()][VALUES.size()];
            persons = new long[missions.size()];
            lines = new long[missions.size()][];
            for (int group = 0; group < published.groups().size(); group++) {
                String label = published.groups().get(group).label();
                if (VALUES.contains(label) && published.all().get(group) > 0) {
                    named[VALUES.indexOf(label)] = true;
                }
            }
            all = known(published.groups(), published.all());
            for (int mission = 0; mission < missions.size(); mission++) {
                Map<String, Long> line = counts.get(missions.get(mission));
                for (int value = 0; value < VALUES.size(); value++) {
                    truth[mission][value] = line.getOrDefault(VALUES.get(value), 0L);
                    persons[mission] += truth[mission][value];
                }
                List<Long> shown = published.missions().get(missions.get(mission));
                if (shown != null) {
                    lines[mission] = known(published.groups(), shown);
                } else {
                    assertThat(published.withheld()).containsEntry(missions.get(mission), persons[mission]);
                }
            }
        }

        private long[] known(List<Suppression.Group> groups, List<Long> counts) {
            long[] known = new long[VALUES.size() + 1];
            for (int group = 0; group < groups.size(); group++) {
                String label = groups.get(group).label();
                if (VALUES.contains(label)) {
                    known[VALUES.indexOf(label)] = counts.get(group);
                } else {
                    known[VALUES.size()] = counts.get(group);
                }
            }
            return known;
        }

        /** The small cells that have one possibility only, of missions and of all together. */
        List<String> found() {
            Map<String, Boolean> alternatives = new HashMap<>();
            for (int mission = 0; mission < missions.size(); mission++) {
                for (int value = 0; value < VALUES.size(); value++) {
                    if (isSmall(truth[mission][value])) {
                        alternatives.put(missions.get(mission) + " " + VALUES.get(value), false);
                    }
                }
            }
            for (int value = 0; value < VALUES.size(); value++) {
                if (isSmall(sum(truth, value))) {
                    alternatives.put("all " + VALUES.get(value), false);
                }
            }
            tryRow(0, new long[missions.size()][VALUES.size()], alternatives);
            List<String> found = new ArrayList<>();
            alternatives.forEach((cell, another) -> {
                if (!another) {
                    found.add(cell);
                }
            });
            return found;
        }

        private void tryRow(int mission, long[][] tried, Map<String, Boolean> alternatives) {
            if (!alternatives.containsValue(false)) {
                return;
            }
            if (mission == missions.size()) {
                for (int m = 0; m < missions.size(); m++) {
                    for (int value = 0; value < VALUES.size(); value++) {
                        if (tried[m][value] != truth[m][value]) {
                            alternatives.computeIfPresent(missions.get(m) + " " + VALUES.get(value), (k, v) -> true);
                        }
                    }
                }
                for (int value = 0; value < VALUES.size(); value++) {
                    if (sum(tried, value) != sum(truth, value)) {
                        alternatives.computeIfPresent("all " + VALUES.get(value), (k, v) -> true);
                    }
                }
                return;
            }
            tryCell(mission, 0, persons[mission], tried, alternatives);
        }

        private void tryCell(int mission, int value, long left, long[][] tried, Map<String, Boolean> alternatives) {
            if (value == VALUES.size() - 1) {
                tried[mission][value] = left;
                if (agrees(mission, tried)) {
                    tryRow(mission + 1, tried, alternatives);
                }
                tried[mission][value] = 0;
                return;
            }
            for (long count = 0; count <= left; count++) {
                tried[mission][value] = count;
                tryCell(mission, value + 1, left - count, tried, alternatives);
            }
            tried[mission][value] = 0;
        }

        /** Whether the lines up to this mission agree with what is published of it, and can with what is of all. */
        private boolean agrees(int mission, long[][] tried) {
            if (lines[mission] != null && !isWhatIsKnown(tried[mission], lines[mission])) {
                return false;
            }
            long[] sums = new long[VALUES.size()];
            for (int value = 0; value < VALUES.size(); value++) {
                sums[value] = sum(tried, value);
            }
            if (mission == missions.size() - 1) {
                return isWhatIsKnown(sums, all);
            }
            for (int value = 0; value < VALUES.size(); value++) {
                if (sums[value] > (named[value] ? all[value] : all[VALUES.size()])) {
                    return false;
                }
            }
            return true;
        }

        private boolean isWhatIsKnown(long[] counts, long[] known) {
            long others = 0;
            for (int value = 0; value < VALUES.size(); value++) {
                if (!named[value]) {
                    others += counts[value];
                } else if (counts[value] != known[value]) {
                    return false;
                }
            }
            return others == known[VALUES.size()];
        }

        private static long sum(long[][] table, int value) {
            long sum = 0;
            for (long[] line : table) {
                sum += line[value];
            }
            return sum;
        }

        private static boolean isSmall(long count) {
            return count > 0 && count < THRESHOLD;
        }
    }
}
