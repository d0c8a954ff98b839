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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.muster.commands.Command;
import org.muster.commands.assignment.DeployVolunteer;
import org.muster.commands.assignment.EndAssignment;
import org.muster.commands.mission.BeginLiquidation;
import org.muster.commands.mission.CloseMission;
import org.muster.commands.mission.EndMandate;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.BudgetPeriod;
import org.muster.events.Category;
import org.muster.events.DomainEvent;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.SeparationReason;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.mission.MissionClosed;

/**
 * Whatever is asked for, in whatever order: the rules hold in what was recorded. Checked by a model that looks at every
 * assignment on every day and shares nothing with the views.
 */
class RulesHoldTest {

    private static final int POSTS = 2;
    private static final BudgetPeriod PERIOD = period("1992-01-01", "1992-12-31");

    @Property(tries = 500)
    void x1_x2_and_x4_hold_after_any_commands(@ForAll("commands") List<Command> commands) {
        List<DomainEvent> history = new ArrayList<>(List.of(
                untac(),
                untacStarted(),
                phnomPenh(),
                authorized(PERIOD, POSTS, 0),
                registered("V0", "KEN"),
                registered("V1", "KEN"),
                registered("V2", "KEN"),
                registered("V3", "KEN")));
        for (Command command : commands) {
            Given given = Given.given(history.toArray(DomainEvent[]::new));
            history.addAll(given.when((Record) command).events());
        }

        Map<String, VolunteerDeployed> deployments = new HashMap<>();
        Map<String, LocalDate> lastDays = new HashMap<>();
        List<LocalDate> closures = new ArrayList<>();
        for (DomainEvent event : history) {
            if (event instanceof VolunteerDeployed deployed) {
                assertThat(closures).as("X3: no deployment after the closure").isEmpty();
                assertThat(deployments.put(deployed.assignment(), deployed)).isNull();
            } else if (event instanceof AssignmentEnded ended) {
                assertThat(lastDays.put(ended.assignment(), ended.lastDay())).isNull();
            } else if (event instanceof MissionClosed closed) {
                closures.add(closed.closedOn());
                assertThat(deployments.keySet())
                        .as("X4: nobody serves beyond the closure")
                        .allMatch(id ->
                                lastDays.containsKey(id) && !lastDays.get(id).isAfter(closed.closedOn()));
            }
        }
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

    @Provide
    Arbitrary<List<Command>> commands() {
        Arbitrary<Integer> volunteer = Arbitraries.integers().between(0, 3);
        Arbitrary<String> assignment = Arbitraries.integers().between(0, 9).map(i -> "A" + i);
        Arbitrary<LocalDate> date =
                Arbitraries.integers().between(0, 365).map(days -> PERIOD.from().plusDays(days));
        Arbitrary<Command> deploy = Combinators.combine(volunteer, assignment, date)
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
        Arbitrary<Command> end = Combinators.combine(assignment, date)
                .as((a, on) -> new EndAssignment(a, on, SeparationReason.COMPLETION));
        Arbitrary<Command> wind = Arbitraries.of(
                new EndMandate("UNTAC", day("1992-12-01")),
                new BeginLiquidation("UNTAC", day("1992-12-10")),
                new CloseMission("UNTAC", day("1992-12-20")));
        return Arbitraries.frequencyOf(Tuple.of(12, deploy), Tuple.of(12, end), Tuple.of(1, wind))
                .list()
                .ofMinSize(10)
                .ofMaxSize(60);
    }
}
