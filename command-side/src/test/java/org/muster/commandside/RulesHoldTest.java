package org.muster.commandside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.commandside.Examples.authorized;
import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.period;
import static org.muster.commandside.Examples.phnomPenh;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.Examples.untacStarted;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.muster.catalog.EventCatalog;
import org.muster.commands.assignment.DeployVolunteer;
import org.muster.commands.correction.AnnulRecord;
import org.muster.commands.mission.BeginLiquidation;
import org.muster.commands.mission.CloseMission;
import org.muster.commands.mission.EndMandate;
import org.muster.commands.mission.StartMission;
import org.muster.commandside.domain.assignment.endassignment.EndSealedAssignment;
import org.muster.commandside.domain.correction.correctrecord.CorrectSealedRecord;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.BudgetPeriod;
import org.muster.events.Category;
import org.muster.events.DomainEvent;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.SeparationClass;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.correction.CorrectionEvent;
import org.muster.events.correction.CorrectionReason;
import org.muster.events.mission.MissionClosed;
import org.muster.events.mission.MissionStarted;

/**
 * Whatever is asked for, in whatever order: the rules hold in what was recorded. Checked by a model that looks at every
 * assignment on every day and shares nothing with the views.
 */
class RulesHoldTest {

    private static final int POSTS = 2;
    private static final BudgetPeriod PERIOD = period("1992-01-01", "1992-12-31");

    @Property(tries = 500)
    void x1_x2_x3_and_x4_hold_after_any_commands(
            @ForAll("commands") List<Function<List<DomainEvent>, Record>> commands) {
        List<DomainEvent> history = new ArrayList<>(List.of(
                untac(),
                untacStarted(),
                phnomPenh(),
                authorized(PERIOD, POSTS, 0),
                registered("V0", "KEN"),
                registered("V1", "KEN"),
                registered("V2", "KEN"),
                registered("V3", "KEN")));
        for (Function<List<DomainEvent>, Record> command : commands) {
            Given given = Given.given(history.toArray(DomainEvent[]::new));
            history.addAll(given.when(command.apply(history)).events());
        }

        Map<String, VolunteerDeployed> deployments = new HashMap<>();
        Map<String, LocalDate> lastDays = new HashMap<>();
        List<LocalDate> starts = new ArrayList<>();
        List<LocalDate> closures = new ArrayList<>();
        for (DomainEvent event : asAmended(history)) {
            switch (event) {
                case VolunteerDeployed e ->
                    assertThat(deployments.put(e.assignment(), e)).isNull();
                case AssignmentEnded e ->
                    assertThat(lastDays.put(e.assignment(), e.lastDay())).isNull();
                case MissionStarted e -> starts.add(e.startedOn());
                case MissionClosed e -> closures.add(e.closedOn());
                default -> {
                    // Says nothing about who serves when.
                }
            }
        }
        assertThat(deployments.values())
                .as("X3: nobody enters before the start")
                .allMatch(entry ->
                        starts.stream().anyMatch(day -> !entry.entryOnDuty().isBefore(day)));
        assertThat(deployments.keySet())
                .as("X4: nobody serves beyond the closure")
                .allMatch(id -> closures.stream()
                        .allMatch(day ->
                                lastDays.containsKey(id) && !lastDays.get(id).isAfter(day)));
        assertThat(starts).hasSizeLessThanOrEqualTo(1);
        assertThat(closures).hasSizeLessThanOrEqualTo(1);
        PERIOD.from().datesUntil(PERIOD.to().plusDays(1)).forEach(date -> {
            List<String> serving = deployments.values().stream()
                    .filter(d -> !d.entryOnDuty().isAfter(date))
                    .filter(d -> !lastDays.containsKey(d.assignment())
                            || !lastDays.get(d.assignment()).isBefore(date))
                    .map(VolunteerDeployed::volunteer)
                    .toList();
            assertThat(serving).as("X1 on %s", date).doesNotHaveDuplicates();
            assertThat(serving).as("X2 on %s", date).hasSizeLessThanOrEqualTo(POSTS);
        });
    }

    /** The events as they count, by another program than the one under test: each is replaced where it stands. */
    private static List<DomainEvent> asAmended(List<DomainEvent> history) {
        Map<Integer, Optional<DomainEvent>> counting = new TreeMap<>();
        for (int i = 0; i < history.size(); i++) {
            if (history.get(i) instanceof CorrectionEvent correction) {
                counting.put((int) correction.original().position() - 1, correction.amended());
            } else {
                counting.put(i, Optional.of(history.get(i)));
            }
        }
        return counting.values().stream().flatMap(Optional::stream).toList();
    }

    @Provide
    Arbitrary<List<Function<List<DomainEvent>, Record>>> commands() {
        Arbitrary<Integer> volunteer = Arbitraries.integers().between(0, 3);
        Arbitrary<String> assignment = Arbitraries.integers().between(0, 9).map(i -> "A" + i);
        Arbitrary<LocalDate> date =
                Arbitraries.integers().between(0, 365).map(days -> PERIOD.from().plusDays(days));
        Arbitrary<Record> deploy = Combinators.combine(volunteer, assignment, date)
                .as((v, a, on) -> new DeployVolunteer(
                        "V" + v,
                        a,
                        "UNTAC",
                        "UNTAC-PHNOM-PENH",
                        Category.INTERNATIONAL_SPECIALIST,
                        ServiceArea.ELECTORAL_SUPPORT,
                        Expertise.TECHNICAL,
                        on,
                        true));
        Arbitrary<Record> end = Combinators.combine(assignment, date)
                .as((a, on) -> new EndSealedAssignment(a, on, SeparationClass.COMPLETION, Optional.empty()));
        Arbitrary<Record> wind = Arbitraries.of(
                new EndMandate("UNTAC", day("1992-12-01")),
                new BeginLiquidation("UNTAC", day("1992-12-10")),
                new CloseMission("UNTAC", day("1992-12-20")));
        Arbitrary<Integer> which = Arbitraries.integers().between(0, 1_000);
        Arbitrary<Function<List<DomainEvent>, Record>> correct = Combinators.combine(
                        which, Arbitraries.of("startedOn", "entryOnDuty", "lastDay", "closedOn", "begunOn"), date)
                .as((number, field, on) -> history -> {
                    long position = amendable(history, number, field);
                    return new CorrectSealedRecord(
                            Given.id(position),
                            position,
                            field,
                            Optional.of(on.toString()),
                            CorrectionReason.TYPING_ERROR);
                });
        Arbitrary<Function<List<DomainEvent>, Record>> annul = which.map(number -> history -> {
            long position = 1 + number % history.size();
            return new AnnulRecord(Given.id(position), position, CorrectionReason.DUPLICATE);
        });
        Arbitrary<Record> start = date.map(on -> new StartMission("UNTAC", on));
        return Arbitraries.frequencyOf(
                        Tuple.of(12, deploy.map(RulesHoldTest::always)),
                        Tuple.of(12, end.map(RulesHoldTest::always)),
                        Tuple.of(2, wind.map(RulesHoldTest::always)),
                        Tuple.of(1, start.map(RulesHoldTest::always)),
                        Tuple.of(8, correct),
                        Tuple.of(8, annul))
                .list()
                .ofMinSize(10)
                .ofMaxSize(60);
    }

    private static Function<List<DomainEvent>, Record> always(Record command) {
        return history -> command;
    }

    /** The position of an event that has this field, counted on from any. */
    private static long amendable(List<DomainEvent> history, int number, String field) {
        List<Integer> having = IntStream.range(0, history.size())
                .filter(i -> EventCatalog.of(history.get(i).getClass())
                        .correctableFields()
                        .contains(field))
                .boxed()
                .toList();
        return having.isEmpty() ? 1 : 1 + having.get(number % having.size());
    }
}
