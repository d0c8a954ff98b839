package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.commandside.system.Bodies.fresh;
import static org.muster.commandside.system.Bodies.openMission;
import static org.muster.commandside.system.Bodies.register;
import static org.muster.commandside.system.RunningCommandSide.line;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.commandside.system.RunningCommandSide.Answer;
import tools.jackson.databind.JsonNode;

/** History as auditors read it. */
@ResourceLock(RunningCommandSide.SHARED)
class AuditTest {

    private final RunningCommandSide system = RunningCommandSide.shared();

    @Test
    void tells_the_history_of_one_mission_in_order() {
        String mission = fresh("M");
        system.bulk(openMission(mission, 3));

        List<JsonNode> history = system.history("?tag=mission:" + mission);

        assertThat(history.stream().map(e -> e.path("type").asString()))
                .containsExactly(
                        "muster.mission.established.v1",
                        "muster.mission.started.v1",
                        "muster.mission.volunteer-strength-authorized.v1",
                        "muster.mission.duty-station-opened.v1");
        assertThat(history.stream().map(e -> e.path("position").asLong())).isSorted();
        long second = history.get(1).path("position").asLong();
        assertThat(system.history("?tag=mission:" + mission + "&after=" + second))
                .hasSize(2);
        assertThat(system.history("?tag=mission:" + mission + "&limit=1")).containsExactly(history.getFirst());
        assertThat(system.history(
                        "?tag=mission:" + mission + "&types=muster.mission.started,muster.mission.established.v1"))
                .hasSize(2);
        assertThat(system.history("?tag=mission:" + mission + "&tag=station:" + mission + "-HQ"))
                .hasSize(1);
    }

    @Test
    void tells_everything_without_a_gap_across_pages() {
        String prefix = fresh("V");
        system.bulk(IntStream.range(0, 600)
                .mapToObj(i -> line("RegisterVolunteer", register(prefix + i, prefix + i)))
                .toList());

        List<JsonNode> history = system.history("");

        assertThat(history.stream().map(e -> e.path("position").asLong()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, history.size()).boxed().toList());
        assertThat(history).hasSizeGreaterThan(600);
    }

    @ParameterizedTest
    @CsvSource({
        "?tags=mission:UNTAC, tags",
        "?tag=UNTAC, tag",
        "?tag=colour:red, tag",
        "?tag=mission:, tag",
        "?types=muster.mission.sunk, types",
        "?types=, types",
        "?after=-1, after",
        "?after=x, after",
        "?after=1&after=2, after",
        "?limit=0, limit",
        "?after=99999999999999999999, after"
    })
    void names_what_it_does_not_understand(String query, String field) {
        Answer answer = system.get("/audit/events" + query, "audit");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("INVALID");
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isEqualTo(field);
    }

    @Test
    void knows_nothing_of_what_never_was() {
        assertThat(system.history("?tag=mission:" + fresh("M"))).isEmpty();
        assertThat(system.history("?after=900000000000000000")).isEmpty();
    }
}
