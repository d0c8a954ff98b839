package org.muster.benchmark.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HotMissionTest {

    private static final List<Mission> MISSIONS =
            List.of(new Mission("M1", 100), new Mission("M2", 100), new Mission("M3", 100));

    @Test
    void a_mission_takes_all_commands_until_its_history_has_doubled_and_the_next_is_awake_by_then() {
        List<Deployment> ahead = new ArrayList<>();
        HotMission.InTurn work = new HotMission.InTurn(MISSIONS, 4, 7, ahead::add);
        List<Deployment> commands = Stream.generate(work).limit(8).toList();
        assertThat(commands)
                .extracting(Deployment::missionId)
                .containsExactly("M1", "M1", "M1", "M1", "M2", "M2", "M2", "M2");
        assertThat(ahead).extracting(Deployment::missionId).containsExactly("M2", "M3");
        assertThat(Stream.concat(commands.stream(), ahead.stream()))
                .extracting(Deployment::volunteerId)
                .doesNotHaveDuplicates();
    }

    @Test
    void more_commands_than_expected_fail_rather_than_go_to_a_mission_whose_history_is_another() {
        HotMission.InTurn work = new HotMission.InTurn(MISSIONS, 1, 0, command -> {});
        work.get();
        work.get();
        assertThatThrownBy(work::get).hasMessageContaining("all missions have had their turn");
    }
}
