package org.muster.local.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.muster.commands.assignment.AssignmentCommand;
import org.muster.commands.assignment.DeployVolunteer;
import org.muster.commands.assignment.EndAssignment;
import org.muster.commands.assignment.ExtendContract;
import org.muster.commands.assignment.ReassignVolunteer;
import org.muster.commands.assignment.RecordAbsence;
import org.muster.commands.assignment.RecordDeathInService;
import org.muster.commands.assignment.RecordMedicalEvacuation;
import org.muster.commands.assignment.SubmitResignation;
import org.muster.commands.assignment.TransferVolunteer;
import org.muster.commands.security.LiftEvacuation;
import org.muster.commands.security.OrderEvacuation;
import org.muster.commands.security.RelocateVolunteer;
import org.muster.commands.security.ReturnVolunteer;
import org.muster.commands.security.SecurityCommand;
import org.muster.commands.volunteer.RegisterVolunteer;
import org.muster.events.VolunteerType;

/** The rules of services, written a second time in the simplest way. */
final class ServiceRules {

    private static final LocalDate NEVER = LocalDate.of(9999, 1, 1);

    private final MissionRules missions;
    private final Map<String, RegisterVolunteer> persons = new HashMap<>();
    private final Map<String, Interval> assignments = new HashMap<>();
    private final Map<String, List<Interval>> byPerson = new HashMap<>();
    private final Map<String, Set<Interval>> openByMission = new HashMap<>();
    private final Map<String, List<Interval>> byMission = new HashMap<>();
    private final Map<String, OrderEvacuation> orders = new HashMap<>();
    private final Set<String> away = new HashSet<>();
    private final Set<String> identities = new HashSet<>();

    private static final class Interval {
        private final DeployVolunteer start;
        private LocalDate contractEnd;
        private LocalDate separation = NEVER;
        private String station;

        private Interval(DeployVolunteer start) {
            this.start = start;
            this.contractEnd = start.contractEndsOn().orElseThrow();
            this.station = start.station();
        }

        private long days(LocalDate last) {
            return last.toEpochDay() - start.entryOnDuty().toEpochDay() + 1;
        }
    }

    ServiceRules(MissionRules missions) {
        this.missions = missions;
    }

    Set<String> away() {
        return away;
    }

    void nobodyServesAfter(String mission, LocalDate closedOn) {
        assertThat(byMission.getOrDefault(mission, List.of()))
                .as("X4: nobody serves in %s after %s", mission, closedOn)
                .allMatch(one -> !one.separation.minusDays(1).isAfter(closedOn));
    }

    void register(RegisterVolunteer c) {
        assertThat(persons.put(c.volunteer(), c)).isNull();
        assertThat(identities.add(c.personalData().name() + c.personalData().birthDate()))
                .isTrue();
    }

    void check(AssignmentCommand command) {
        switch (command) {
            case DeployVolunteer c -> {
                assertThat(c.imported()).isTrue();
                begin(c);
            }
            case TransferVolunteer c -> {
                Interval before = open(c.assignment());
                assertThat(before.start.mission()).isNotEqualTo(c.mission());
                end(before, c.transferredOn().minusDays(1));
                DeployVolunteer start = Told.start(c, before.start);
                begin(start);
                withinLimit(
                        assignments.get(c.newAssignment()),
                        start.contractEndsOn().orElseThrow());
            }
            case ExtendContract c -> {
                Interval open = open(c.assignment());
                assertThat(c.contractEndsOn()).as("%s", c).isAfter(open.contractEnd);
                open.contractEnd = c.contractEndsOn();
                withinLimit(open, c.contractEndsOn());
            }
            case EndAssignment c -> end(open(c.assignment()), c.lastDay());
            case RecordDeathInService c -> end(open(c.assignment()), c.diedOn());
            case ReassignVolunteer c -> {
                Interval open = open(c.assignment());
                assertThat(c.consent()).isTrue();
                assertThat(c.station()).isNotEqualTo(open.station);
                assertThat(missions.station(c.station()).mission()).isEqualTo(open.start.mission());
                onDuty(open, c.reassignedOn());
                open.station = c.station();
            }
            case RecordAbsence c -> {
                assertThat(c.lastDay()).isAfterOrEqualTo(c.firstDay());
                onDuty(open(c.assignment()), c.firstDay());
            }
            case RecordMedicalEvacuation c -> onDuty(open(c.assignment()), c.statusOn());
            case SubmitResignation c -> {
                onDuty(open(c.assignment()), c.noticeOn());
                assertThat(c.lastDay()).isAfterOrEqualTo(c.noticeOn());
            }
            default -> throw new AssertionError("not part of the history: " + command);
        }
    }

    void check(SecurityCommand command) {
        switch (command) {
            case OrderEvacuation c -> {
                assertThat(orders.put(c.order(), c)).isNull();
                assertThat(c.stations())
                        .allMatch(station -> missions.station(station).mission().equals(c.mission()));
            }
            case RelocateVolunteer c -> {
                Interval open = open(c.assignment());
                onDuty(open, c.relocatedOn());
                assertThat(orders.get(c.order()).stations()).contains(open.station);
                assertThat(away.add(c.assignment())).isTrue();
            }
            case ReturnVolunteer c -> assertThat(away.remove(c.assignment())).isTrue();
            case LiftEvacuation c -> assertThat(orders).containsKey(c.order());
        }
    }

    private Interval open(String assignment) {
        Interval open = assignments.get(assignment);
        assertThat(open).as("%s is open", assignment).isNotNull();
        assertThat(open.separation).as("%s is open", assignment).isEqualTo(NEVER);
        return open;
    }

    private static void onDuty(Interval open, LocalDate day) {
        assertThat(day).isAfterOrEqualTo(open.start.entryOnDuty());
    }

    private void end(Interval open, LocalDate lastDay) {
        assertThat(lastDay).isAfterOrEqualTo(open.start.entryOnDuty());
        open.separation = lastDay.plusDays(1);
        openByMission.get(open.start.mission()).remove(open);
    }

    /** X7, without what was served more than ten years ago being forgiven. */
    private void withinLimit(Interval one, LocalDate last) {
        if (one.start.category().type() == VolunteerType.INTERNATIONAL) {
            long before = byPerson.get(one.start.volunteer()).stream()
                    .filter(other -> other != one && other.start.category().type() == VolunteerType.INTERNATIONAL)
                    .mapToLong(other -> other.days(other.separation.minusDays(1)))
                    .sum();
            assertThat(before + one.days(last)).as("X7 %s", one.start).isLessThanOrEqualTo(4 * 365L);
        }
    }

    private void begin(DeployVolunteer c) {
        LocalDate entry = c.entryOnDuty();
        assertThat(missions.phases().get(c.mission())).as("X3 %s", c).isEqualTo("ACTIVE");
        assertThat(entry).isAfterOrEqualTo(missions.startedOn(c.mission()));
        assertThat(missions.station(c.station()).mission()).as("X5 %s", c).isEqualTo(c.mission());
        assertThat(missions.station(c.station()).openedOn()).isBeforeOrEqualTo(entry);
        RegisterVolunteer person = persons.get(c.volunteer());
        assertThat(person).as("registered before %s", c).isNotNull();
        List<String> area = missions.mission(c.mission()).countries();
        boolean home = area.contains(person.nationality())
                || person.residence().filter(area::contains).isPresent();
        assertThat(home).as("X6 %s", c).isEqualTo(c.category().type() == VolunteerType.NATIONAL);
        Interval interval = new Interval(c);
        List<Interval> before = byPerson.computeIfAbsent(c.volunteer(), v -> new ArrayList<>());
        assertThat(before).as("X1 %s", c).allMatch(one -> !one.separation.isAfter(entry));
        before.add(interval);
        assertThat(interval.contractEnd).as("%s", c).isAfterOrEqualTo(entry);
        assertThat(assignments.put(c.assignment(), interval)).isNull();
        // Ends come before starts and in order of their dates: an assignment that is open now is open from here on.
        Set<Interval> open = openByMission.computeIfAbsent(c.mission(), m -> new HashSet<>());
        assertThat(byMission.getOrDefault(c.mission(), List.of()).stream()
                        .filter(one -> one.separation != NEVER && one.separation.isAfter(entry)))
                .as("nothing ends after %s that is ended before it", c)
                .isEmpty();
        open.add(interval);
        byMission.computeIfAbsent(c.mission(), m -> new ArrayList<>()).add(interval);
        VolunteerType type = c.category().type();
        assertThat(open.stream()
                        .filter(one -> one.start.category().type() == type)
                        .count())
                .as("X2 %s", c)
                .isLessThanOrEqualTo(missions.posts(c.mission(), type, entry).orElseThrow());
    }
}
