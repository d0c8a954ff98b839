package org.muster.queryside.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.queryside.door.MissionAcronym;
import org.muster.queryside.readmodel.Vocabulary;
import org.muster.queryside.report.headcount.Headcount;
import org.muster.readmodels.AsKnownAt;
import org.muster.readmodels.SequencedEvent;
import org.muster.web.parameters.DeclaredParameter;
import org.muster.web.problem.ProblemException;

/**
 * Every report of the query side, asked at random and as known at any position, answers what a register answers that stopped
 * recording there: on random histories, whose dates are in no order and some of whose events are corrected or annulled, in random
 * batches, applied live or filled.
 */
class EveryReportKnownAtTest {

    private static final int PARTITIONS = 3;

    private static final Map<String, Function<Random, Object>> VALUES = new HashMap<>();

    static {
        VALUES.put("on", EveryReportKnownAtTest::day);
        VALUES.put("from", random -> YearMonth.from(day(random)));
        VALUES.put("to", random -> YearMonth.of(2013, 6));
        VALUES.put("month", random -> YearMonth.from(day(random)));
        VALUES.put("mission", EveryReportKnownAtTest::mission);
        VALUES.put("acronym", EveryReportKnownAtTest::mission);
        VALUES.put("type", random -> one(random, Vocabulary.TYPES));
        VALUES.put("category", random -> one(random, Vocabulary.CATEGORIES));
        VALUES.put("serviceArea", random -> one(random, Vocabulary.SERVICE_AREAS.subList(0, 2)));
        VALUES.put("station", random -> "ST" + random.nextInt(4));
        VALUES.put("page", random -> 1L + random.nextInt(2));
        VALUES.put("volunteer", random -> "V" + random.nextInt(6));
        VALUES.put("nationality", random -> one(random, RandomHistory.NATIONALITIES));
        VALUES.put("region", random -> one(random, Regions.names()));
        VALUES.put("gender", random -> one(random, List.of("FEMALE", "MALE")));
    }

    private static ReportStage kept;
    private static ReportStage truncated;

    @BeforeContainer
    static void open() {
        kept = new ReportStage();
        truncated = new ReportStage();
    }

    @AfterContainer
    static void close() {
        kept.close();
        truncated.close();
    }

    @Property(tries = 8, shrinking = ShrinkingMode.OFF)
    void is_that_of_a_register_which_stopped_there(@ForAll long seed) {
        Random random = new Random(seed);
        kept.stage().clear();
        truncated.stage().clear();
        List<SequencedEvent> history = kept.stage().sequenced(RandomHistory.of(random, 10 + random.nextInt(50)));
        deliver(random, history);
        List<Report> reports = ReportStage.reports();

        for (int known = 0; known <= history.size(); known++) {
            if (known > 0) {
                truncated.stage().fill(history.subList(known - 1, known));
            }
            for (Report report : reports) {
                Map<String, Object> asked = asked(random, report);
                assertThat(answer(kept, report, asked, known))
                        .as(
                                "%s %s as known at %d of %d, seed %d",
                                report.description().name(), asked, known, history.size(), seed)
                        .isEqualTo(answer(truncated, report, asked, AsKnownAt.NOW));
            }
            LocalDate on = day(random);
            assertThat(kept.ask(new Headcount(), Map.of("on", on), known)
                            .members()
                            .get("total"))
                    .as("headcount on %s as known at %d, seed %d", on, known, seed)
                    .isEqualTo(Map.of("persons", serving(history.subList(0, known), on)));
        }
    }

    /** Nothing of a mistake stays in what is known now; what was known before stays, as the other property says. */
    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void is_in_the_end_that_of_a_register_in_which_no_mistake_was_made(@ForAll long seed) {
        Random random = new Random(seed);
        kept.stage().clear();
        truncated.stage().clear();
        List<SequencedEvent> history = kept.stage().sequenced(RandomHistory.of(random, 20 + random.nextInt(60)));
        deliver(random, history);
        truncated.stage().apply(RandomHistory.withoutMistakes(history));

        for (Report report : ReportStage.reports()) {
            for (int i = 0; i < 3; i++) {
                Map<String, Object> asked = asked(random, report);
                assertThat(withoutPositions(kept, report, asked))
                        .as("%s %s, seed %d", report.description().name(), asked, seed)
                        .isEqualTo(withoutPositions(truncated, report, asked));
            }
        }
    }

    /** What is known now, but not by which event: that is the correction, or the event that never was mistaken. */
    private static Object withoutPositions(ReportStage stage, Report report, Map<String, Object> asked) {
        try {
            Answer answer = stage.ask(report, asked, AsKnownAt.NOW);
            List<Map<String, Object>> rows = ReportStage.maps(answer);
            rows.forEach(row -> row.remove("knownFrom"));
            return List.of(rows, answer.members(), answer.more());
        } catch (ProblemException refused) {
            return refused.problem().code();
        }
    }

    /** Rows and what stands beside them, or the code of the problem. */
    private static Object answer(ReportStage stage, Report report, Map<String, Object> asked, long known) {
        try {
            Answer answer = stage.ask(report, asked, known);
            return List.of(answer.rows(), answer.members(), answer.more());
        } catch (ProblemException refused) {
            return refused.problem().code();
        }
    }

    private static Map<String, Object> asked(Random random, Report report) {
        Map<String, Object> asked = new HashMap<>();
        for (DeclaredParameter<?> parameter : report.description().parameters()) {
            if (parameter.name().equals("groupBy")) {
                List<String> possible = new ArrayList<>(List.of(
                        parameter.description().split(": some of |; by")[1].split(", ")));
                Collections.shuffle(possible, random);
                parameter
                        .format()
                        .parse()
                        .apply(String.join(",", possible.subList(0, 1 + random.nextInt(possible.size()))))
                        .ifPresent(by -> asked.put("groupBy", by));
            } else if (parameter.required() || random.nextInt(3) == 0) {
                assertThat(VALUES).as(report.description().name()).containsKey(parameter.name());
                asked.put(parameter.name(), VALUES.get(parameter.name()).apply(random));
            }
        }
        return asked;
    }

    /** The number of persons by another program. */
    private static long serving(List<SequencedEvent> history, LocalDate on) {
        Map<String, LocalDate> entries = new HashMap<>();
        Map<String, LocalDate> separations = new HashMap<>();
        for (SequencedEvent event : RandomHistory.withoutMistakes(history)) {
            switch (event.event()) {
                case VolunteerDeployed e -> entries.put(e.assignment(), e.entryOnDuty());
                case AssignmentEnded e ->
                    separations.put(e.assignment(), e.lastDay().plusDays(1));
                default -> {
                    // Counts nobody.
                }
            }
        }
        return entries.entrySet().stream()
                .filter(entry -> !entry.getValue().isAfter(on))
                .filter(entry ->
                        separations.getOrDefault(entry.getKey(), LocalDate.MAX).isAfter(on))
                .count();
    }

    private static void deliver(Random random, List<SequencedEvent> history) {
        List<List<SequencedEvent>> partitions = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            int number = partition;
            partitions.add(new ArrayList<>(history.stream()
                    .filter(event -> Math.floorMod(event.subject().hashCode(), PARTITIONS) == number)
                    .toList()));
        }
        boolean fills = random.nextBoolean();
        int sizeMax = 1 + random.nextInt(15);
        while (partitions.stream().anyMatch(partition -> !partition.isEmpty())) {
            List<SequencedEvent> batch = new ArrayList<>();
            for (List<SequencedEvent> partition : partitions) {
                List<SequencedEvent> taken =
                        partition.subList(0, Math.min(partition.size(), random.nextInt(sizeMax + 1)));
                batch.addAll(taken);
                taken.clear();
            }
            if (fills) {
                kept.stage().fill(batch);
            } else {
                kept.stage().apply(batch);
            }
        }
    }

    private static LocalDate day(Random random) {
        return RandomHistory.FIRST.plusDays(random.nextInt(RandomHistory.DAYS));
    }

    private static Object mission(Random random) {
        return MissionAcronym.FORMAT
                .parse()
                .apply(one(random, RandomHistory.MISSIONS))
                .orElseThrow();
    }

    private static <T> T one(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
