package org.muster.benchmark.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RaceTest {

    private static final List<Mission> MISSIONS = IntStream.range(0, 10)
            .mapToObj(number -> new Mission(Deployment.missionId(number), 3))
            .toList();

    @Test
    void finds_the_exceeded_ceilings_and_the_doubly_deployed_of_a_subject_that_checks_nothing() throws Exception {
        try (MemorySubject careless = new MemorySubject(false)) {
            careless.seed(MISSIONS);
            Race.Result result = Race.run(careless, MISSIONS, 100, 0, 8);
            assertThat(result).isEqualTo(new Race.Result(200, 200, 200, 10, 100, 0, ""));
        }
    }

    @Test
    void finds_nothing_in_a_subject_that_keeps_the_rules_and_fills_every_post() throws Exception {
        try (MemorySubject honest = new MemorySubject(true)) {
            honest.seed(MISSIONS);
            Race.Result result = Race.run(honest, MISSIONS, 100, 0, 8);
            assertThat(result).isEqualTo(new Race.Result(200, 30, 30, 0, 0, 0, ""));
        }
    }
}
