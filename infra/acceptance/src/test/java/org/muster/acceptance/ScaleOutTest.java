package org.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Run by {@code ./mvnw verify -Pscale-out}: takes minutes and the whole machine, and prints its measurements. */
@Tag("scale-out")
class ScaleOutTest {

    private static final Machine.Size SIZE = new Machine.Size(3, 2, 3);
    private static final int CALLERS = 32;
    private static final int POSTS = 1_000_000;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration STEADY = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    @DisplayName(
            "after kills of a query side, the publishing command side and a broker every event is published and applied once")
    void loses_and_repeats_nothing_when_one_of_each_is_killed_under_load() throws Exception {
        try (Machine machine = Machine.started(folder, SIZE)) {
            Caller importer = machine.as("importer");
            Caller reader = machine.as("dashboard");
            String mission = new Scene(importer).activeMission(POSTS);
            awaitShared(machine);
            List<Caller> commandSides = IntStream.rangeClosed(1, SIZE.commandSides())
                    .mapToObj(number -> importer.at(machine.sides(number, 1)))
                    .toList();
            SteadyLoad load = SteadyLoad.begin(commandSides, mission, CALLERS);
            try (load) {
                steady("all run", load);

                machine.kill(Machine.querySideName(3));
                report("a query side", load, () -> awaitVisible(reader, machine, load.highestPosition()));
                steady("two query sides", load);

                int publishing = machine.publishingCommandSide().orElseThrow();
                machine.kill(Machine.commandSideName(publishing));
                report(
                        "the publishing command side",
                        load,
                        () -> awaitVisible(reader, machine, load.highestPosition()));
                assertThat(machine.publishingCommandSide())
                        .hasValueSatisfying(now -> assertThat(now).isNotEqualTo(publishing));
                steady("one command side", load);

                machine.killBroker(1);
                report("a broker", load, () -> awaitVisible(reader, machine, load.highestPosition()));
                steady("two brokers", load);
            }
            long last = load.highestPosition();
            long endedAtNanos = System.nanoTime();
            awaitVisible(reader, machine, last);
            System.out.printf("the load has ended: all of it visible after %d ms%n", millisSince(endedAtNanos));
            System.out.printf("%d commands acknowledged, %d sent again%n", load.count(), load.repeated());
            EachOnce eachOnce = new EachOnce(load);
            eachOnce.inKafka(machine.kafkaServers());
            for (int querySide = 1; querySide <= 2; querySide++) {
                eachOnce.inReadModels(mission, reader.at(machine.sides(1, querySide)));
            }
        }
    }

    /** Each query side has partitions of each projection. */
    private static void awaitShared(Machine machine) throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", machine.kafkaServers()))) {
            await(
                    "partitions are shared",
                    () -> groups(admin).stream()
                            .allMatch(group -> group.members().size() == SIZE.querySides()
                                    && group.members().stream()
                                            .noneMatch(member -> member.assignment()
                                                    .topicPartitions()
                                                    .isEmpty())));
            groups(admin)
                    .forEach(group -> System.out.printf(
                            "%s: %s partitions%n",
                            group.groupId(),
                            group.members().stream()
                                    .map(member -> member.assignment()
                                            .topicPartitions()
                                            .size())
                                    .toList()));
        }
    }

    private static Collection<ConsumerGroupDescription> groups(Admin admin) {
        try {
            List<String> ids = admin.listGroups().all().get(30, TimeUnit.SECONDS).stream()
                    .map(group -> group.groupId())
                    .filter(id -> id.startsWith("muster.query-side."))
                    .toList();
            assertThat(ids).isNotEmpty();
            return admin.describeConsumerGroups(ids)
                    .all()
                    .get(30, TimeUnit.SECONDS)
                    .values();
        } catch (Exception e) {
            throw new AssertionError("the groups cannot be described", e);
        }
    }

    private static void steady(String when, SteadyLoad load) {
        long before = load.count();
        long beganAtNanos = System.nanoTime();
        await("steady", () -> System.nanoTime() - beganAtNanos > STEADY.toNanos());
        System.out.printf(
                "%s: %.0f commands/s%n", when, (load.count() - before) * 1e9 / (System.nanoTime() - beganAtNanos));
    }

    /** Prints the times from the kill to the next acknowledgement and to the visibility of all acknowledged before. */
    private static void report(String killed, SteadyLoad load, Runnable visible) {
        long killedAtNanos = System.nanoTime();
        long before = load.count();
        await("acknowledged again", () -> load.count() > before + CALLERS);
        long acknowledgedMillis = millisSince(killedAtNanos);
        visible.run();
        System.out.printf(
                "%s killed: commands acknowledged again after %d ms, visible again after %d ms%n",
                killed, acknowledgedMillis, millisSince(killedAtNanos));
    }

    /** On both of the query sides that are never killed. */
    private static void awaitVisible(Caller reader, Machine machine, long position) {
        for (int querySide = 1; querySide <= 2; querySide++) {
            Caller asking = reader.at(machine.sides(1, querySide));
            await(
                    "position " + position + " is visible",
                    () -> asking.query("/missions", "Muster-Position", Long.toString(position))
                                    .status()
                            == 200);
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadlineNanos = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadlineNanos) {
                throw new AssertionError(what + ": not within " + LIMIT);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
