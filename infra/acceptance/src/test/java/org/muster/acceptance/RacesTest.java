package org.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;
import org.muster.acceptance.Caller.Reply;

/** Rules that only concurrency can break, each tried often enough to show a violation. */
@ExtendWith(RunningApplication.class)
class RacesTest {

    private final Caller importer;
    private final Scene scene;

    RacesTest(Application application) {
        importer = application.as("importer");
        scene = new Scene(importer);
    }

    @RepeatedTest(40)
    @DisplayName("X3 and X4: a deployment and the closure of the mission never both succeed")
    void deployment_and_closure_exclude_each_other() throws Exception {
        String mission = scene.activeMission(5);
        String volunteer = scene.volunteers(1).getFirst();
        importer.command("EndMandate", Map.of("mission", mission, "endedOn", "1992-07-01"));

        List<Boolean> accepted = atOnce(List.of(
                () -> accepted(importer.command("DeployVolunteer", Scene.deployment(volunteer, mission))),
                () -> accepted(importer.command(
                                "BeginLiquidation", Map.of("mission", mission, "begunOn", "1992-07-02")))
                        && accepted(importer.command(
                                "CloseMission", Map.of("mission", mission, "closedOn", "1992-07-03")))));

        assertThat(accepted).as("deployed, closed").isNotEqualTo(List.of(true, true));
        assertThat(accepted).as("one of the two always can").contains(true);
    }

    @RepeatedTest(40)
    @DisplayName("X1: two deployments of one volunteer never both succeed")
    void one_volunteer_is_deployed_once() throws Exception {
        String here = scene.activeMission(5);
        String there = scene.activeMission(5);
        String volunteer = scene.volunteers(1).getFirst();

        List<Boolean> accepted = atOnce(List.of(
                () -> accepted(importer.command("DeployVolunteer", Scene.deployment(volunteer, here))),
                () -> accepted(importer.command("DeployVolunteer", Scene.deployment(volunteer, there)))));

        assertThat(accepted).containsExactlyInAnyOrder(true, false);
    }

    @RepeatedTest(5)
    @DisplayName("X2: of 50 concurrent deployments into the last post exactly one succeeds")
    void the_last_post_is_filled_once() throws Exception {
        String mission = scene.activeMission(1);
        List<Callable<Boolean>> fights = new ArrayList<>();
        for (String volunteer : scene.volunteers(50)) {
            fights.add(() -> {
                Reply reply = importer.command("DeployVolunteer", Scene.deployment(volunteer, mission));
                if (reply.status() != 200) {
                    assertThat(reply.code()).as(reply.body()).isEqualTo("CEILING_REACHED");
                }
                return reply.status() == 200;
            });
        }

        assertThat(atOnce(fights)).containsOnlyOnce(true);
    }

    private static boolean accepted(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isIn(200, 409);
        return reply.status() == 200;
    }

    /** Starts all at the same moment, and returns their results in order. */
    private static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
        CyclicBarrier line = new CyclicBarrier(tasks.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = tasks.stream()
                    .map(task -> threads.submit(() -> {
                        line.await();
                        return task.call();
                    }))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results;
        }
    }
}
