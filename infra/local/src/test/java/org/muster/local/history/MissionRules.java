package org.muster.local.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.commands.mission.AuthorizeVolunteerStrength;
import org.muster.commands.mission.BeginDrawdown;
import org.muster.commands.mission.BeginLiquidation;
import org.muster.commands.mission.ChangeLeadDepartment;
import org.muster.commands.mission.ClassifyDutyStation;
import org.muster.commands.mission.CloseMission;
import org.muster.commands.mission.EndMandate;
import org.muster.commands.mission.EstablishMission;
import org.muster.commands.mission.ExtendMandate;
import org.muster.commands.mission.LinkSuccessorMission;
import org.muster.commands.mission.MissionCommand;
import org.muster.commands.mission.OpenDutyStation;
import org.muster.commands.mission.RenameMission;
import org.muster.commands.mission.ReviseVolunteerStrength;
import org.muster.commands.mission.StartMission;
import org.muster.events.BudgetPeriod;
import org.muster.events.VolunteerType;
import org.muster.events.mission.LeadDepartment;

/** The rules of missions, written a second time in the simplest way. */
final class MissionRules {

    /** Posts from a day on. */
    private record Posts(LocalDate from, BudgetPeriod period, int international, int national) {}

    private final Map<String, String> phases = new HashMap<>();
    private final Map<String, EstablishMission> missions = new HashMap<>();
    private final Map<String, LeadDepartment> leads = new HashMap<>();
    private final Map<String, LocalDate> startedOn = new HashMap<>();
    private final Map<String, LocalDate> mandateEnds = new HashMap<>();
    private final Map<String, LocalDate> expiries = new HashMap<>();
    private final Map<String, LocalDate> phaseBegan = new HashMap<>();
    private final Map<String, OpenDutyStation> stations = new HashMap<>();
    private final Map<String, List<Posts>> strengths = new HashMap<>();

    Map<String, String> phases() {
        return phases;
    }

    EstablishMission mission(String acronym) {
        return missions.get(acronym);
    }

    LocalDate startedOn(String acronym) {
        return startedOn.get(acronym);
    }

    OpenDutyStation station(String id) {
        return stations.get(id);
    }

    /** The authorized posts of a type on a day. */
    Optional<Integer> posts(String mission, VolunteerType type, LocalDate day) {
        return strengths.getOrDefault(mission, List.of()).stream()
                .filter(posts -> posts.period().contains(day) && !posts.from().isAfter(day))
                .reduce((before, later) -> later)
                .map(posts -> type == VolunteerType.INTERNATIONAL ? posts.international() : posts.national());
    }

    void check(MissionCommand command, ServiceRules services) {
        switch (command) {
            case EstablishMission c -> {
                assertThat(missions.put(c.mission(), c)).isNull();
                assertThat(c.imported()).isTrue();
                leads.put(c.mission(), c.leadDepartment());
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
            case RenameMission c ->
                assertThat(missions).containsKey(c.mission()).doesNotContainKey(c.acronym());
            case ChangeLeadDepartment c ->
                assertThat(leads.put(c.mission(), c.leadDepartment()))
                        .isNotNull()
                        .isNotEqualTo(c.leadDepartment());
            case AuthorizeVolunteerStrength c -> {
                assertThat(phases.get(c.mission())).isNotEqualTo("CLOSED");
                assertThat(c.international()).isNotNegative();
                assertThat(c.national()).isNotNegative();
                List<Posts> known = strengths.computeIfAbsent(c.mission(), m -> new ArrayList<>());
                assertThat(known).noneMatch(one -> one.period().overlaps(c.period()));
                known.add(new Posts(c.period().from(), c.period(), c.international(), c.national()));
            }
            case ReviseVolunteerStrength c -> {
                List<Posts> known = strengths.get(c.mission());
                assertThat(known).anyMatch(one -> one.period().equals(c.period()));
                assertThat(c.period().contains(c.revisedOn())).isTrue();
                known.add(new Posts(c.revisedOn(), c.period(), c.international(), c.national()));
            }
            case OpenDutyStation c -> {
                assertThat(stations.put(c.station(), c)).isNull();
                assertThat(missions.get(c.mission()).countries()).contains(c.country());
            }
            case ClassifyDutyStation c -> {
                assertThat(stations.get(c.station()).mission()).isEqualTo(c.mission());
                assertThat(stations.get(c.station()).openedOn()).isBeforeOrEqualTo(c.classifiedOn());
                c.restCycleWeeks().ifPresent(weeks -> assertThat(weeks).isIn(4, 6, 8, 12));
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
                services.nobodyServesAfter(c.mission(), c.closedOn());
            }
            default -> throw new AssertionError("not part of the history: " + command);
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
}
