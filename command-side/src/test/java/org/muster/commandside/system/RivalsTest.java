package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.commandside.system.Bodies.deploy;
import static org.muster.commandside.system.Bodies.end;
import static org.muster.commandside.system.Bodies.establish;
import static org.muster.commandside.system.Bodies.fresh;
import static org.muster.commandside.system.Bodies.openMission;
import static org.muster.commandside.system.Bodies.register;
import static org.muster.commandside.system.Bodies.with;
import static org.muster.commandside.system.RunningCommandSide.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.muster.commandside.system.RunningCommandSide.Answer;
import tools.jackson.databind.JsonNode;

/** Commands that meet, in two processes on one store: what may not both be true never becomes both true. */
class RivalsTest {

    private static RunningCommandSide one;
    private static RunningCommandSide two;

    @BeforeAll
    static void start() {
        one = RunningCommandSide.fresh();
        two = one.second();
    }

    @AfterAll
    static void stop() {
        two.close();
        one.close();
    }

    @Test
    void one_of_fifty_gets_the_last_post() throws Exception {
        for (int round = 0; round < 3; round++) {
            String mission = fresh("M");
            String prefix = fresh("V");
            List<Map<String, Object>> lines = new ArrayList<>(openMission(mission, 1));
            IntStream.range(0, 50).forEach(i -> lines.add(line("RegisterVolunteer", register(prefix + i, prefix + i))));
            one.bulk(lines);

            List<Answer> answers = together(
                    50,
                    i -> () -> (i % 2 == 0 ? one : two)
                            .command(
                                    "DeployVolunteer",
                                    UUID.randomUUID(),
                                    deploy(prefix + i, prefix + "-A" + i, mission)));

            assertThat(answers.stream().filter(a -> a.status() == 200)).hasSize(1);
            assertThat(answers.stream().filter(a -> a.status() != 200))
                    .allMatch(a -> a.code().equals("CEILING_REACHED"));
            assertThat(one.history("?types=muster.volunteer.deployed&tag=mission:" + mission))
                    .hasSize(1);
        }
    }

    @Test
    void a_mission_is_never_both_closed_and_served_in() throws Exception {
        int deployed = 0;
        int closed = 0;
        for (int round = 0; round < 12; round++) {
            String mission = fresh("M");
            String volunteer = fresh("V");
            List<Map<String, Object>> lines = new ArrayList<>(openMission(mission, 5));
            lines.add(line("RegisterVolunteer", register(volunteer, volunteer)));
            one.bulk(lines);

            // Drawdown is what a deployment and a closure both meet: after it neither finds the mission ACTIVE.
            List<Answer> answers = together(
                    2,
                    i -> i == 0
                            ? () -> one.command(
                                    "DeployVolunteer", UUID.randomUUID(), deploy(volunteer, volunteer + "-A", mission))
                            : () -> close(two, mission));

            boolean isDeployed = answers.get(0).status() == 200;
            boolean isClosed = answers.get(1).status() == 200;
            assertThat(isDeployed && isClosed)
                    .as("deployed into a closed mission")
                    .isFalse();
            assertThat(isDeployed || isClosed).as("one of the two").isTrue();
            deployed += isDeployed ? 1 : 0;
            closed += isClosed ? 1 : 0;
        }
        assertThat(deployed + closed).isEqualTo(12);
    }

    private static Answer close(RunningCommandSide system, String mission) {
        for (Map<String, Object> step : List.<Map<String, Object>>of(
                line("EndMandate", Map.of("mission", mission, "endedOn", "1992-03-20")),
                line("BeginDrawdown", Map.of("mission", mission, "begunOn", "1992-03-20")),
                line("BeginLiquidation", Map.of("mission", mission, "begunOn", "1992-03-21")))) {
            system.bulk(List.of(step));
        }
        return system.command("CloseMission", UUID.randomUUID(), Map.of("mission", mission, "closedOn", "1992-12-31"));
    }

    @Test
    void a_volunteer_is_deployed_once_of_two_at_once() throws Exception {
        for (int round = 0; round < 8; round++) {
            String first = fresh("M");
            String second = fresh("M");
            String volunteer = fresh("V");
            List<Map<String, Object>> lines = new ArrayList<>(openMission(first, 5));
            lines.addAll(openMission(second, 5));
            lines.add(line("RegisterVolunteer", register(volunteer, volunteer)));
            one.bulk(lines);

            List<Answer> answers = together(
                    2,
                    i -> () -> (i == 0 ? one : two)
                            .command(
                                    "DeployVolunteer",
                                    UUID.randomUUID(),
                                    deploy(volunteer, volunteer + "-A" + i, i == 0 ? first : second)));

            assertThat(answers.stream().map(Answer::status)).containsExactlyInAnyOrder(200, 409);
        }
    }

    @Test
    void one_command_sent_many_times_at_once_is_recorded_once_and_answered_alike() throws Exception {
        for (int round = 0; round < 5; round++) {
            String mission = fresh("M");
            UUID id = UUID.randomUUID();

            List<Answer> answers = together(
                    10, i -> () -> (i % 2 == 0 ? one : two).command("EstablishMission", id, establish(mission)));

            assertThat(answers.stream().map(Answer::text).distinct()).hasSize(1);
            assertThat(answers.getFirst().status()).isEqualTo(200);
            assertThat(one.history("?tag=mission:" + mission)).hasSize(1);
        }
    }

    @Test
    void one_person_registered_many_times_at_once_is_registered_once() throws Exception {
        String name = fresh("Solveig");

        List<Answer> answers = together(
                10,
                i -> () -> (i % 2 == 0 ? one : two)
                        .command("RegisterVolunteer", UUID.randomUUID(), register(fresh("V"), name)));

        assertThat(answers.stream().filter(a -> a.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(a -> a.status() != 200))
                .allMatch(a -> a.code().equals("DUPLICATE_IDENTITY"));
    }

    /** Groups of commands are overtaken by groups and by single commands; the order of an upload's lines holds all the same. */
    @Test
    void uploads_into_one_mission_fill_it_exactly_and_each_in_the_order_of_its_lines() throws Exception {
        int uploads = 4;
        int volunteers = 40;
        int posts = 100;
        String mission = fresh("M");
        one.bulk(openMission(mission, posts));
        String prefix = fresh("V");

        List<List<JsonNode>> answers = together(uploads, u -> () -> {
            List<Map<String, Object>> lines = new ArrayList<>();
            for (int i = 0; i < volunteers; i++) {
                String volunteer = prefix + u + "-" + i;
                lines.add(line("RegisterVolunteer", register(volunteer, volunteer)));
                lines.add(line("DeployVolunteer", deploy(volunteer, volunteer + "-A", mission)));
                lines.add(line("EndAssignment", end(volunteer + "-A", "1992-08-31")));
                lines.add(line(
                        "DeployVolunteer",
                        with(deploy(volunteer, volunteer + "-B", mission), "entryOnDuty", "1992-09-01")));
            }
            return (u % 2 == 0 ? one : two).bulk(lines);
        });

        List<JsonNode> second = new ArrayList<>();
        for (List<JsonNode> upload : answers) {
            assertThat(upload).hasSize(4 * volunteers);
            for (int i = 0; i < upload.size(); i += 4) {
                boolean first = upload.get(i + 1).path("status").asInt() == 200;
                assertThat(upload.get(i).path("status").asInt()).isEqualTo(200);
                assertThat(upload.get(i + 2).path("status").asInt())
                        .as("an assignment ends if it began on the line before")
                        .isEqualTo(first ? 200 : 409);
                second.add(upload.get(i + 3));
            }
        }
        assertThat(second.stream().filter(a -> a.path("status").asInt() == 200)).hasSize(posts);
        assertThat(second.stream().filter(a -> a.path("status").asInt() != 200))
                .allMatch(a -> a.path("problem").path("code").asString().equals("CEILING_REACHED"));
    }

    private static <T> List<T> together(int count, Function<Integer, Supplier<T>> tasks)
            throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Supplier<T> task = tasks.apply(i);
                running.add(threads.submit(task::get));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> future : running) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}
