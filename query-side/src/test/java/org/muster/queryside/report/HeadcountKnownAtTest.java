package org.muster.queryside.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.muster.events.Category;
import org.muster.events.DomainEvent;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.SeparationReason;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.queryside.readmodel.assignments.Assignments;
import org.muster.readmodels.AsKnownAt;
import org.muster.readmodels.ReadModelStage;
import org.muster.readmodels.SequencedEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The headcount on a day, as known at any position, is that of a rebuild which ends there: on random histories, in which
 * entries and separations are recorded in no order of their dates, in random batches, applied live or filled.
 */
class HeadcountKnownAtTest {

    private static final LocalDate FIRST = LocalDate.of(2010, 1, 1);
    private static final int DAYS = 400;
    private static final int PARTITIONS = 3;

    private static ReadModelStage kept;
    private static ReadModelStage truncated;

    @BeforeContainer
    static void open() {
        kept = stage();
        truncated = stage();
    }

    @AfterContainer
    static void close() {
        kept.close();
        truncated.close();
    }

    private static ReadModelStage stage() {
        return new ReadModelStage(
                Assignments.READ_MODEL, event -> ((DomainEvent) event).subject().toString());
    }

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void is_that_of_a_rebuild_which_ends_there(@ForAll long seed) {
        Random random = new Random(seed);
        kept.clear();
        truncated.clear();
        List<SequencedEvent> history = kept.sequenced(history(random, 5 + random.nextInt(25)));
        deliver(random, history);

        for (int known = 0; known <= history.size(); known++) {
            if (known > 0) {
                truncated.fill(history.subList(known - 1, known));
            }
            for (int tried = 0; tried < 5; tried++) {
                LocalDate on = FIRST.plusDays(random.nextInt(DAYS));
                Headcount answer = headcount(kept, on, known);
                assertThat(answer.rows())
                        .as("on %s as known at %d of %d, seed %d", on, known, history.size(), seed)
                        .isEqualTo(headcount(truncated, on, AsKnownAt.NOW).rows());
                assertThat(answer.total().persons())
                        .as("on %s as known at %d, seed %d", on, known, seed)
                        .isEqualTo(serving(history.subList(0, known), on));
            }
        }
    }

    private static Headcount headcount(ReadModelStage stage, LocalDate on, long asKnown) {
        JdbcClient readModels = JdbcClient.create(new SingleConnectionDataSource(stage.connection(), true));
        return Headcount.read(readModels, on, Optional.empty(), new Stamp(Instant.EPOCH, asKnown, asKnown));
    }

    /** The same number by another program. */
    private static long serving(List<SequencedEvent> history, LocalDate on) {
        Map<String, LocalDate> entries = new HashMap<>();
        Map<String, LocalDate> separations = new HashMap<>();
        for (SequencedEvent event : history) {
            switch (event.event()) {
                case VolunteerDeployed e -> entries.put(e.assignment(), e.entryOnDuty());
                case AssignmentEnded e ->
                    separations.put(e.assignment(), e.lastDay().plusDays(1));
                default -> throw new AssertionError(event);
            }
        }
        return entries.entrySet().stream()
                .filter(entry -> !entry.getValue().isAfter(on))
                .filter(entry ->
                        separations.getOrDefault(entry.getKey(), LocalDate.MAX).isAfter(on))
                .count();
    }

    private static List<DomainEvent> history(Random random, int length) {
        List<DomainEvent> history = new ArrayList<>();
        List<VolunteerDeployed> open = new ArrayList<>();
        while (history.size() < length) {
            if (open.isEmpty() || random.nextInt(3) > 0) {
                int number = history.size();
                VolunteerDeployed deployed = new VolunteerDeployed(
                        "V" + random.nextInt(8),
                        "A" + number,
                        "M" + random.nextInt(2),
                        "STATION",
                        Category.values()[random.nextInt(Category.values().length)],
                        ServiceArea.values()[random.nextInt(2)],
                        Expertise.MEDICAL,
                        FIRST.plusDays(random.nextInt(DAYS)),
                        true);
                open.add(deployed);
                history.add(deployed);
            } else {
                VolunteerDeployed deployed = open.remove(random.nextInt(open.size()));
                history.add(new AssignmentEnded(
                        deployed.volunteer(),
                        deployed.assignment(),
                        deployed.mission(),
                        deployed.category(),
                        deployed.entryOnDuty(),
                        deployed.entryOnDuty().plusDays(random.nextInt(DAYS)),
                        SeparationReason.COMPLETION));
            }
        }
        return history;
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
                kept.fill(batch);
            } else {
                kept.apply(batch);
            }
        }
    }
}
