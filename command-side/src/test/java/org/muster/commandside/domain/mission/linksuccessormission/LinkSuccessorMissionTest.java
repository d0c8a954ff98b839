package org.muster.commandside.domain.mission.linksuccessormission;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.established;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.mission.LinkSuccessorMission;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.DomainEvent;
import org.muster.events.mission.SuccessorMissionLinked;

class LinkSuccessorMissionTest {

    @Test
    void links_two_missions() {
        missions("UNMIS", "UNMISS").when(link("UNMIS", "UNMISS")).then(linked("UNMIS", "UNMISS"));
    }

    @Test
    void a_mission_may_have_two_successors() {
        missions("UNMIS", "UNMISS", "UNISFA")
                .and(linked("UNMIS", "UNMISS"))
                .when(link("UNMIS", "UNISFA"))
                .then(linked("UNMIS", "UNISFA"));
    }

    @Test
    void both_missions_are_on_record() {
        missions("UNMIS")
                .when(link("UNMIS", "UNMISS"))
                .refused(RefusalCode.UNKNOWN_MISSION, Map.of("mission", "UNMISS"));
        missions("UNMISS")
                .when(link("UNMIS", "UNMISS"))
                .refused(RefusalCode.UNKNOWN_MISSION, Map.of("mission", "UNMIS"));
    }

    @Test
    void no_mission_succeeds_itself() {
        missions("UNMIS").when(link("UNMIS", "UNMIS")).refused(RefusalCode.SELF_LINK, Map.of("mission", "UNMIS"));
    }

    @Test
    void the_same_link_is_not_recorded_twice() {
        missions("UNMIS", "UNMISS")
                .and(linked("UNMIS", "UNMISS"))
                .when(link("UNMIS", "UNMISS"))
                .refused(RefusalCode.NO_CHANGE, Map.of("mission", "UNMIS", "successor", "UNMISS"));
    }

    @Test
    void refuses_a_circle_of_two() {
        missions("A", "B")
                .and(linked("A", "B"))
                .when(link("B", "A"))
                .refused(RefusalCode.CYCLE, Map.of("mission", "B", "successor", "A"));
    }

    @Test
    void refuses_a_circle_over_many_missions_and_through_a_branch() {
        missions("A", "B", "C", "D", "X")
                .and(linked("A", "X"), linked("A", "B"), linked("B", "C"), linked("C", "D"))
                .when(link("D", "A"))
                .refused(RefusalCode.CYCLE, Map.of("mission", "D", "successor", "A"));
    }

    @Test
    void two_lines_may_meet() {
        missions("A", "B", "C").and(linked("A", "C")).when(link("B", "C")).then(linked("B", "C"));
    }

    @Test
    void links_that_close_a_circle_together_do_not_all_succeed() {
        missions("A", "B", "C")
                .and(linked("B", "C"))
                .when(link("C", "A"))
                .decidedAgainAfter(linked("A", "B"))
                .notDisturbedBy(linked("X", "Y"));
    }

    @Test
    void a_line_too_long_to_follow_is_refused_and_never_runs_on() {
        String[] line = IntStream.rangeClosed(0, LinkSuccessorMissionDecider.FOLLOWED_MAX)
                .mapToObj(i -> "M" + i)
                .toArray(String[]::new);
        DomainEvent[] links = IntStream.range(0, line.length - 1)
                .mapToObj(i -> linked(line[i], line[i + 1]))
                .toArray(DomainEvent[]::new);
        missions(line)
                .and(established("NEW", Optional.empty(), false))
                .and(links)
                .when(link("NEW", "M0"))
                .refused(RefusalCode.CYCLE, Map.of("mission", "NEW", "successor", "M0"));
        missions(line)
                .and(established("NEW", Optional.empty(), false))
                .and(links)
                .when(link("NEW", "M1"))
                .then(linked("NEW", "M1"));
    }

    private static Given missions(String... acronyms) {
        Given missions = given();
        for (String acronym : acronyms) {
            missions = missions.and(established(acronym, Optional.empty(), false));
        }
        return missions;
    }

    private static LinkSuccessorMission link(String mission, String successor) {
        return new LinkSuccessorMission(mission, successor, day("2011-07-09"));
    }

    private static SuccessorMissionLinked linked(String mission, String successor) {
        return new SuccessorMissionLinked(mission, successor, day("2011-07-09"));
    }
}
