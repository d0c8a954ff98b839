package org.muster.commandside.domain.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.commandside.Examples.day;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.DomainEvent;
import org.muster.events.mission.SuccessorMissionLinked;

class SuccessionTest {

    private static final List<DomainEvent> HISTORY = List.of(
            new SuccessorMissionLinked("UNMIS", "UNMISS", day("2011-07-09")),
            new SuccessorMissionLinked("UNMIS", "UNISFA", day("2011-07-09")));

    @Test
    void knows_all_that_follow_a_mission() {
        assertThat(Given.fold(Succession.MODEL, "UNMIS", HISTORY).successors()).isEqualTo(Set.of("UNMISS", "UNISFA"));
    }

    @Test
    void being_a_successor_does_not_give_a_mission_one() {
        assertThat(Given.fold(Succession.MODEL, "UNMISS", HISTORY).successors()).isEmpty();
    }
}
