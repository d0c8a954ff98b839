package org.muster.queryside.report.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.muster.events.VolunteerType;
import org.muster.queryside.readmodel.assignments.Assignment;
import org.muster.queryside.report.RandomHistory;
import org.muster.queryside.report.ReportStage;
import org.muster.readmodels.AsKnownAt;

/** All days at once say what each day says alone, now and as known earlier. */
class ServingOnDaysTest {

    private static final String MISSION = RandomHistory.MISSIONS.getFirst();

    private static ReportStage stage;

    @BeforeContainer
    static void open() {
        stage = new ReportStage();
    }

    @AfterContainer
    static void close() {
        stage.close();
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void equals_the_count_of_each_day(@ForAll long seed) throws SQLException {
        Random random = new Random(seed);
        int events = 20 + random.nextInt(80);
        stage.stage().clear();
        stage.stage().apply(stage.stage().sequenced(RandomHistory.of(random, events)));
        TreeSet<LocalDate> days = IntStream.range(0, 1 + random.nextInt(6))
                .mapToObj(any -> RandomHistory.FIRST.plusDays(random.nextInt(RandomHistory.DAYS)))
                .collect(Collectors.toCollection(TreeSet::new));

        for (long asKnown : List.of(AsKnownAt.NOW, 1L + random.nextInt(events))) {
            ServingOnDays serving = ServingOnDays.read(stage.question(Map.of(), asKnown), days, Optional.empty());
            ServingOnDays ofOne =
                    ServingOnDays.read(stage.question(Map.of(), asKnown), days, Optional.of(Set.of(MISSION)));
            List<Assignment> known = stage.stage().rows(Assignment.class, asKnown);
            for (LocalDate day : days) {
                assertThat(serving.count(day, place -> true))
                        .as("%s as known at %d, seed %d", day, asKnown, seed)
                        .isEqualTo(count(known, day, assignment -> true));
                assertThat(ofOne.count(day, place -> true))
                        .as("%s on %s as known at %d, seed %d", MISSION, day, asKnown, seed)
                        .isEqualTo(count(
                                known, day, assignment -> assignment.mission().equals(MISSION)));
                assertThat(serving.count(day, place -> place.type().equals("NATIONAL")))
                        .as("national on %s as known at %d, seed %d", day, asKnown, seed)
                        .isEqualTo(count(known, day, assignment -> assignment.type() == VolunteerType.NATIONAL));
            }
        }
    }

    private static long count(List<Assignment> known, LocalDate day, Predicate<Assignment> wanted) {
        return known.stream()
                .filter(wanted)
                .filter(assignment -> !assignment.entryOnDuty().isAfter(day)
                        && assignment
                                .separationOn()
                                .filter(separation -> !separation.isAfter(day))
                                .isEmpty())
                .count();
    }
}
