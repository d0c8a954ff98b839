package org.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.acceptance.Caller.Reply;
import tools.jackson.databind.JsonNode;

/** Kills the only broker under load; it stays unavailable, for minutes in the profile {@code nightly}. */
class KafkaAwayTest {

    private static final Machine.Size SIZE = new Machine.Size(1, 1, 1);
    private static final int CALLERS = 4;
    private static final int POSTS = 1_000_000;
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** Longer than the ten seconds after which the publisher reports a silent broker as unavailable. */
    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("muster.outage.seconds", 12));

    @TempDir
    private Path folder;

    @Test
    @DisplayName(
            "without Kafka commands go on and lags are shown with their cause; afterwards each event is published once")
    void commands_do_not_notice_and_everything_arrives_in_the_end() {
        try (Machine machine = Machine.started(folder, SIZE)) {
            Caller admin = machine.as("admin");
            Caller reader = machine.as("dashboard");
            Caller importer = machine.as("importer");
            String mission = new Scene(importer).activeMission(POSTS);
            SteadyLoad load = SteadyLoad.begin(List.of(importer), mission, CALLERS);
            try (load) {
                awaitVisible(reader, load.highestPosition());
                await().atMost(LIMIT).untilAsserted(() -> {
                    assertThat(health(admin.audit("/actuator/health"), "publication"))
                            .isEqualTo("UP");
                    assertThat(health(admin.query("/actuator/health"), "delivery"))
                            .isEqualTo("UP");
                });

                machine.killBroker(1);
                long killedAtNanos = System.nanoTime();
                long acknowledgedBefore = load.count();
                assertLagGrows(admin);
                awaitDegraded(admin);
                await().atMost(OUTAGE.plus(LIMIT)).until(() -> System.nanoTime() - killedAtNanos >= OUTAGE.toNanos());
                assertLagGrows(admin);
                long acknowledged = load.count() - acknowledgedBefore;
                Lag lag = Lag.of(admin);
                System.out.printf(
                        "Kafka unavailable for %d s: %d commands acknowledged, lag %.0f positions, %.1f s%n",
                        secondsSince(killedAtNanos), acknowledged, lag.positions(), lag.seconds());
                assertThat(load.repeated())
                        .as("commands that had to be sent again")
                        .isZero();
                assertThat(lag.positions()).isGreaterThanOrEqualTo(acknowledged);
                assertThat(lag.seconds()).isBetween((double) OUTAGE.toSeconds(), secondsSince(killedAtNanos) + 2.0);
                assertThat(reader.query("/reports/headcount").status())
                        .as("reports are answered from the rows that exist")
                        .isEqualTo(200);

                machine.startBroker(1);
                long backAtNanos = System.nanoTime();
                awaitWell(admin);
                awaitVisible(reader, load.highestPosition());
                System.out.printf(
                        "Kafka available again: caught up and all visible after %d s, under load%n",
                        secondsSince(backAtNanos));
            }
            awaitVisible(reader, load.highestPosition());
            EachOnce eachOnce = new EachOnce(load);
            eachOnce.inKafka(machine.kafkaServers());
            eachOnce.inReadModels(mission, reader);
            assertThat(load.repeated()).isZero();
        }
    }

    private static void assertLagGrows(Caller admin) {
        Lag first = await().atMost(LIMIT).until(() -> Lag.of(admin), lag -> lag.positions() > 0 && lag.seconds() > 1);
        await().atMost(LIMIT)
                .until(
                        () -> Lag.of(admin),
                        lag -> lag.positions() > first.positions() && lag.seconds() > first.seconds());
    }

    /** Both sides report the problem, and stay in service: 200. */
    private static void awaitDegraded(Caller admin) {
        await().atMost(LIMIT).untilAsserted(() -> {
            Reply commandSide = admin.audit("/actuator/health");
            assertThat(commandSide.status()).isEqualTo(200);
            assertThat(commandSide.json().path("status").asString()).isEqualTo("DEGRADED");
            assertThat(health(commandSide, "publication")).isEqualTo("DEGRADED");
            JsonNode details = commandSide.json().at("/components/publication/details");
            assertThat(details.path("problem").asString()).contains("Timeout");
            assertThat(details.path("lag").asLong()).isPositive();
        });
        await().atMost(LIMIT).untilAsserted(() -> {
            Reply querySide = admin.query("/actuator/health");
            assertThat(querySide.status()).isEqualTo(200);
            assertThat(health(querySide, "delivery")).isEqualTo("DEGRADED");
            assertThat(querySide
                            .json()
                            .at("/components/delivery/details/causes")
                            .toString())
                    .contains("Kafka does not answer");
        });
    }

    private static void awaitWell(Caller admin) {
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(health(admin.audit("/actuator/health"), "publication")).isEqualTo("UP");
            assertThat(health(admin.query("/actuator/health"), "delivery")).isEqualTo("UP");
            assertThat(Lag.of(admin).seconds()).isLessThan(1);
        });
    }

    private static void awaitVisible(Caller reader, long position) {
        await().atMost(LIMIT)
                .until(() -> reader.query("/missions", "Muster-Position", Long.toString(position))
                                .status()
                        == 200);
    }

    private static String health(Reply reply, String component) {
        return reply.json().path("components").path(component).path("status").asString();
    }

    private static long secondsSince(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toSeconds();
    }

    /** The publisher's lag behind the store, as Prometheus reads it; NaN while that is not known. */
    private record Lag(double positions, double seconds) {

        static Lag of(Caller admin) {
            String metrics = admin.audit("/actuator/prometheus").body();
            return new Lag(value(metrics, "muster_publisher_lag"), value(metrics, "muster_publisher_lag_seconds"));
        }

        private static double value(String metrics, String name) {
            return Pattern.compile("^" + name + "(?:\\{[^}]*})? (\\S+)$", Pattern.MULTILINE)
                    .matcher(metrics)
                    .results()
                    .map((MatchResult found) -> Double.parseDouble(found.group(1)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + name + " in " + metrics));
        }
    }
}
