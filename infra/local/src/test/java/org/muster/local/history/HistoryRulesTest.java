package org.muster.local.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.muster.commands.assignment.DeployVolunteer;
import org.muster.commands.assignment.EndAssignment;
import org.muster.commands.mission.AuthorizeVolunteerStrength;
import org.muster.commands.mission.BeginDrawdown;
import org.muster.commands.mission.BeginLiquidation;
import org.muster.commands.mission.CloseMission;
import org.muster.commands.mission.EndMandate;
import org.muster.commands.mission.EstablishMission;
import org.muster.commands.mission.ExtendMandate;
import org.muster.commands.mission.LinkSuccessorMission;
import org.muster.commands.mission.OpenDutyStation;
import org.muster.commands.mission.StartMission;
import org.muster.commands.volunteer.RegisterVolunteer;
import org.muster.events.VolunteerType;

/**
 * Replays the commands against the rules X1 to X6, written a second time in the simplest way. A load that would be refused
 * fails here first.
 */
class HistoryRulesTest {

    private static final LocalDate NEVER = LocalDate.of(9999, 1, 1);

    private final Map<String, String> phases = new HashMap<>();
    private final Map<String, EstablishMission> missions = new HashMap<>();
    private final Map<String, LocalDate> startedOn = new HashMap<>();
    private final Map<String, LocalDate> mandateEnds = new HashMap<>();
    private final Map<String, LocalDate> expiries = new HashMap<>();
    private final Map<String, LocalDate> phaseBegan = new HashMap<>();
    private final Map<String, OpenDutyStation> stations = new HashMap<>();
    private final Map<String, List<AuthorizeVolunteerStrength>> strengths = new HashMap<>();
    private final Map<String, RegisterVolunteer> persons = new HashMap<>();
    private final Map<String, Interval> assignments = new HashMap<>();
    private final Map<String, List<Interval>> byPerson = new HashMap<>();
    private final Map<String, Set<Interval>> openByMission = new HashMap<>();
    private final Map<String, List<Interval>> byMission = new HashMap<>();
    private final Set<String> identities = new HashSet<>();

    private static final class Interval {
        private final DeployVolunteer start;
        private LocalDate separation = NEVER;

        private Interval(DeployVolunteer start) {
            this.start = start;
        }
    }

    @Test
    void every_command_of_every_stream_keeps_the_rules_in_its_order() {
        for (HistoryStream stream : Told.STREAMS) {
            stream.commands().forEach(this::check);
        }
        assertThat(phases.values()).doesNotContain("PLANNED");
        assertThat(phases.entrySet().stream().filter(phase -> phase.getValue().equals("CLOSED")))
                .hasSize(40);
    }

    private void check(HistoricalCommand command) {
        switch (command.body()) {
            case EstablishMission c -> {
                assertThat(missions.put(c.mission(), c)).isNull();
                assertThat(c.imported()).isTrue();
                c.expiresOn().ifPresent(day -> {
                    assertThat(day).isAfterOrEqualTo(c.startsOn());
                    expiries.put(c.mission(), day);
                });
                phases.put(c.mission(), "PLANNED");
            }
            case StartMission c -> {
                enter(c.mission(), "ACTIVE", c.startedOn(), Set.of("PLANNED"));
                startedOn.put(c.mission(), c.startedOn());
            }
            case ExtendMandate c -> {
                assertThat(c.newExpiry()).isAfter(expiries.put(c.mission(), c.newExpiry()));
                assertThat(c.adoptedOn())
                        .isAfterOrEqualTo(missions.get(c.mission()).adoptedOn());
                assertThat(mandateEnds).doesNotContainKey(c.mission());
            }
            case LinkSuccessorMission c -> assertThat(missions.keySet()).contains(c.mission(), c.successor());
            case AuthorizeVolunteerStrength c -> authorize(c);

            case OpenDutyStation c -> {
                assertThat(stations.put(c.station(), c)).isNull();
                assertThat(missions.get(c.mission()).countries()).contains(c.country());
            }
            case EndMandate c -> {
                assertThat(phases.get(c.mission())).isIn("ACTIVE", "DRAWDOWN");
                assertThat(c.endedOn()).isAfterOrEqualTo(startedOn.get(c.mission()));
                assertThat(mandateEnds.put(c.mission(), c.endedOn())).isNull();
            }
            case BeginDrawdown c -> enter(c.mission(), "DRAWDOWN", c.begunOn(), Set.of("ACTIVE"));
            case BeginLiquidation c -> {
                Set<String> from =
                        mandateEnds.containsKey(c.mission()) ? Set.of("ACTIVE", "DRAWDOWN") : Set.of("DRAWDOWN");
                enter(c.mission(), "LIQUIDATION", c.begunOn(), from);
            }
            case CloseMission c -> {
                enter(c.mission(), "CLOSED", c.closedOn(), Set.of("LIQUIDATION"));
                assertThat(byMission.getOrDefault(c.mission(), List.of()))
                        .as("X4: nobody serves after %s", c)
                        .allMatch(one -> !one.separation.minusDays(1).isAfter(c.closedOn()));
            }
            case RegisterVolunteer c -> {
                assertThat(persons.put(c.volunteer(), c)).isNull();
                assertThat(identities.add(
                                c.personalData().name() + c.personalData().birthDate()))
                        .isTrue();
            }
            case DeployVolunteer c -> deploy(c);
            case EndAssignment c -> {
                Interval open = assignments.get(c.assignment());
                assertThat(open).as("%s ends what is open", c).isNotNull();
                assertThat(open.separation).isEqualTo(NEVER);
                assertThat(c.lastDay()).isAfterOrEqualTo(open.start.entryOnDuty());
                open.separation = c.lastDay().plusDays(1);
                openByMission.get(open.start.mission()).remove(open);
            }
            default -> throw new AssertionError("not part of the history: " + command.body());
        }
    }

    private void enter(String mission, String phase, LocalDate on, Set<String> from) {
        assertThat(phases.get(mission)).as("%s before %s", mission, phase).isIn(from);
        LocalDate before = phaseBegan.put(mission, on);
        assertThat(before == null || !on.isBefore(before))
                .as("%s %s", mission, phase)
                .isTrue();
        phases.put(mission, phase);
    }

    private void authorize(AuthorizeVolunteerStrength c) {
        assertThat(phases.get(c.mission())).isNotEqualTo("CLOSED");
        assertThat(c.international()).isNotNegative();
        assertThat(c.national()).isNotNegative();
        List<AuthorizeVolunteerStrength> known = strengths.computeIfAbsent(c.mission(), m -> new ArrayList<>());
        assertThat(known).noneMatch(one -> one.period().overlaps(c.period()));
        known.add(c);
    }

    private void deploy(DeployVolunteer c) {
        LocalDate entry = c.entryOnDuty();
        assertThat(phases.get(c.mission())).as("X3 %s", c).isEqualTo("ACTIVE");
        assertThat(entry).isAfterOrEqualTo(startedOn.get(c.mission()));
        OpenDutyStation station = stations.get(c.station());
        assertThat(station.mission()).as("X5 %s", c).isEqualTo(c.mission());
        assertThat(station.openedOn()).isBeforeOrEqualTo(entry);
        RegisterVolunteer person = persons.get(c.volunteer());
        assertThat(person).as("registered before %s", c).isNotNull();
        List<String> area = missions.get(c.mission()).countries();
        boolean home = area.contains(person.nationality())
                || person.residence().filter(area::contains).isPresent();
        assertThat(home).as("X6 %s", c).isEqualTo(c.category().type() == VolunteerType.NATIONAL);
        Interval interval = new Interval(c);
        List<Interval> before = byPerson.computeIfAbsent(c.volunteer(), v -> new ArrayList<>());
        assertThat(before).as("X1 %s", c).allMatch(one -> !one.separation.isAfter(entry));
        before.add(interval);
        assertThat(assignments.put(c.assignment(), interval)).isNull();
        AuthorizeVolunteerStrength strength = strengths.get(c.mission()).stream()
                .filter(one -> one.period().contains(entry))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no strength for " + c));
        // Ends come before starts and in order of their dates: an assignment that is open now is open from here on.
        Set<Interval> open = openByMission.computeIfAbsent(c.mission(), m -> new HashSet<>());
        assertThat(byMission.getOrDefault(c.mission(), List.of()).stream()
                        .filter(one -> one.separation != NEVER && one.separation.isAfter(entry)))
                .as("nothing ends after %s that is ended before it", c)
                .isEmpty();
        open.add(interval);
        byMission.computeIfAbsent(c.mission(), m -> new ArrayList<>()).add(interval);
        long encumbered = open.stream()
                .filter(one -> one.start.category().type() == c.category().type())
                .count();
        assertThat(encumbered)
                .as("X2 %s", c)
                .isLessThanOrEqualTo(
                        c.category().type() == VolunteerType.INTERNATIONAL
                                ? strength.international()
                                : strength.national());
    }
}
