package org.muster.benchmark.doors;

import static org.muster.benchmark.Benchmark.say;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.muster.benchmark.Benchmark;
import org.muster.benchmark.Launcher;
import org.muster.benchmark.Options;
import org.muster.benchmark.PostgresServer;
import org.muster.benchmark.Table;
import org.muster.benchmark.doors.Visibility.Visible;
import org.muster.benchmark.kit.Load;
import org.muster.benchmark.kit.Measurement;
import org.muster.benchmark.kit.Mission;
import org.muster.benchmark.kit.Subject;
import org.muster.benchmark.kit.Work;
import tools.jackson.databind.json.JsonMapper;

/**
 * Commands by every door of the command side, beside two references: a Spring MVC application that only verifies the token and
 * echoes the body, and a stock Axon 4 application that does the same work behind the same check.
 */
public final class DoorsBenchmark implements Benchmark.Section {

    private static final String BULK = "command side, bulk POST /commands";
    private static final String SINGLE = "command side, POST /commands/DeployVolunteer";
    private static final int CONNECTIONS = 64;

    /** A whole application is compiled later than a bare engine: on two cores its speed still grows after half a minute. */
    private static final int WARMUP = 5;

    private static final int KAFKA_IN_FLIGHT = 1_024;
    private static final Duration REGISTERING_MAX = Duration.ofMinutes(20);
    private static final Duration CAUGHT_UP_MAX = Duration.ofMinutes(10);

    /** Tomcat would close each connection after 100 requests. The command side does not, so neither do its references. */
    private static final Map<String, String> KEPT_OPEN = Map.of("server.tomcat.max-keep-alive-requests", "-1");

    /** Volunteers and stations that no other row names. */
    private static final long STATIONS_FIRST = 600_000_000L;

    private final Options options;
    private final PostgresServer postgres;
    private final Launcher launcher;
    private final String heap;
    private final List<Row> rows = new ArrayList<>();
    private final List<Visible> visible = new ArrayList<>();

    /** Uses the options of the doors. */
    public DoorsBenchmark(Options options, PostgresServer postgres, Launcher launcher) {
        this.options = options;
        this.postgres = postgres;
        this.launcher = launcher;
        this.heap = options.heap.isEmpty() ? "1g" : options.heap;
    }

    /**
     * One door.
     *
     * @param serverCpuMicros of the server's process per command, warm-up included
     */
    record Row(String door, String command, Measurement measurement, double serverCpuMicros) {}

    @Override
    public Object run(List<Table> tables) throws Exception {
        try (TokenIssuer issuer = new TokenIssuer()) {
            String token = issuer.token("commands");
            echo(issuer, token);
            axon4(issuer, token);
            commandSide(issuer);
        }
        tables.add(table());
        tables.add(visibleTable());
        return Map.of("doors", rows, "visible", visible);
    }

    private void echo(TokenIssuer issuer, String token) throws Exception {
        List<String> java = launcher.java("echo", "org.muster.benchmark.echo.EchoApplication", heap);
        try (ServerProcess server = ServerProcess.start(launcher, "echo", java, issuer, KEPT_OPEN);
                HttpSubject door = new HttpSubject(Commands.DEPLOY_VOLUNTEER, server.port(), token)) {
            Work work = new Work(Work.missions(options.missions), 0);
            measure("echo: Spring MVC, token verified, body returned", door, server, CONNECTIONS, work, work);
        }
    }

    private void axon4(TokenIssuer issuer, String token) throws Exception {
        List<String> java = launcher.java("axon4", "org.muster.benchmark.axon4.Axon4Application", heap);
        Map<String, String> settings = DeployedSides.datasource(postgres.freshDatabase("axon4"));
        settings.putAll(KEPT_OPEN);
        try (ServerProcess server = ServerProcess.start(launcher, "axon4", java, issuer, settings);
                HttpSubject door = new HttpSubject(Commands.DEPLOY_VOLUNTEER, server.port(), token)) {
            List<Mission> missions = Work.missions(options.missions);
            for (Mission mission : missions) {
                door.post("StartMission", UUID.randomUUID(), JsonMapper.shared().writeValueAsString(mission));
            }
            Work work = new Work(missions, 0);
            measure("Axon 4.13 with Spring Boot, JDBC event store", door, server, CONNECTIONS, work, work);
        }
        postgres.drop("axon4");
    }

    private void commandSide(TokenIssuer issuer) throws Exception {
        try (DeployedSides sides = new DeployedSides(launcher, postgres, issuer, heap)) {
            List<Mission> missions = Work.missions(options.missions);
            sides.prepare(missions);
            commands(sides, missions);
            visible(sides, missions);
        }
    }

    private void commands(DeployedSides sides, List<Mission> missions) throws Exception {
        ServerProcess server = sides.commandSide();
        Work registering = new Work(missions, 0, options.volunteers);
        try (BulkSubject door = sides.bulk(Commands.REGISTER_VOLUNTEER)) {
            measure(BULK, door, server, DeployedSides.BULK_IN_FLIGHT, registering, registering);
        }
        sides.send(Commands.REGISTER_VOLUNTEER, registering, REGISTERING_MAX);
        // Each volunteer is deployed once. Where a warm-up uses its own up, it ends early, and is long enough.
        Batches volunteers = new Batches(missions, options.volunteers / 12);
        try (HttpSubject door = new HttpSubject(Commands.DEPLOY_VOLUNTEER, server.port(), sides.token())) {
            Work warmup = volunteers.next(3);
            measure(SINGLE, door, server, CONNECTIONS, warmup, volunteers.next(1));
        }
        try (BulkSubject door = sides.bulk(Commands.DEPLOY_VOLUNTEER)) {
            Work warmup = volunteers.next(2);
            measure(BULK, door, server, DeployedSides.BULK_IN_FLIGHT, warmup, volunteers.next(2));
        }
        try (KafkaSubject door = new KafkaSubject(Commands.DEPLOY_VOLUNTEER, sides.bootstrapServers(), sides.token())) {
            Work warmup = volunteers.next(2);
            measure(
                    "command side, muster.commands on Kafka",
                    door,
                    server,
                    KAFKA_IN_FLIGHT,
                    warmup,
                    volunteers.next(2));
        }
    }

    /** Hands out the registered volunteers, each once. */
    private static final class Batches {

        private final List<Mission> missions;
        private final long size;
        private long first;

        Batches(List<Mission> missions, long size) {
            this.missions = missions;
            this.size = size;
        }

        Work next(int count) {
            Work work = new Work(missions, first, count * size);
            first += count * size;
            return work;
        }
    }

    private void measure(String door, DoorSubject subject, ServerProcess server, int inFlight, Work warmup, Work work)
            throws InterruptedException {
        long cpuBefore = server.cpu().toNanos();
        Measurement warm = load(subject, inFlight, warmup, WARMUP * options.warmupMillis());
        Measurement measured = load(subject, inFlight, work, options.windowMillis());
        long commands = Math.max(1, warm.acknowledgedEvents() + measured.acknowledgedEvents());
        Row row = new Row(
                door, subject.command.command, measured, (server.cpu().toNanos() - cpuBefore) / 1_000.0 / commands);
        rows.add(row);
        say("%s: %s", door, measured);
    }

    private Measurement load(Subject subject, int inFlight, Work work, long millis) throws InterruptedException {
        return Load.run(subject, work, inFlight, options.issuers, Duration.ZERO, Duration.ofMillis(millis));
    }

    private void visible(DeployedSides sides, List<Mission> missions) throws Exception {
        sides.startQuerySide();
        try (BulkSubject door = sides.bulk(Commands.OPEN_DUTY_STATION)) {
            // The mission that is queried gets none: its answer would grow with its stations.
            Work work = new Work(missions.subList(1, missions.size()), STATIONS_FIRST);
            Visibility visibility =
                    new Visibility(sides.queryPort(), missions.getFirst().id(), sides.token());
            visibility.await(
                    door.send(Commands.OPEN_DUTY_STATION.line(work.get()))
                            .toCompletableFuture()
                            .get(),
                    CAUGHT_UP_MAX);
            for (int perSecond : List.of(1_000, 2_000)) {
                visibility.run(door, work, perSecond, Duration.ofMillis(WARMUP * options.warmupMillis()));
                Visible seen = visibility.run(door, work, perSecond, Duration.ofMillis(options.windowMillis()));
                say("%s", seen);
                visible.add(seen);
            }
        }
    }

    private Table table() {
        Table table = new Table(
                "Doors: commands as integrating systems send them",
                "Processes as they are deployed (heap " + heap
                        + ", whole compiler), a signed token with each request. Closed loop;"
                        + " the load shares the cores with servers, PostgreSQL and Kafka. CPU per command, warm-up included;"
                        + " that of the load is its process's in the window. The command side publishes to Kafka meanwhile; the"
                        + " references do not.",
                "door",
                "command",
                "in flight",
                "commands/s",
                "p50 ms",
                "p99 ms",
                "server CPU µs",
                "load CPU µs",
                "÷ echo",
                "÷ Axon 4",
                "refused, failed");
        for (Row row : rows) {
            Measurement measured = row.measurement();
            table.row(
                    row.door(),
                    row.command(),
                    measured.inFlight(),
                    Table.count(measured.eventsPerSecond()),
                    Table.millis(measured.p50Millis()),
                    Table.millis(measured.p99Millis()),
                    Table.count(row.serverCpuMicros()),
                    Table.count(measured.processCpuMicrosPerEvent()),
                    Table.ratio(
                            measured.eventsPerSecond(),
                            rows.get(0).measurement().eventsPerSecond()),
                    Table.ratio(
                            measured.eventsPerSecond(),
                            rows.get(1).measurement().eventsPerSecond()),
                    measured.refused() + ", " + (measured.failed() + measured.unanswered()) + " "
                            + measured.firstFailure().replace('|', '/'));
        }
        return table;
    }

    private Table visibleTable() {
        Table table = new Table(
                "Doors: acknowledged → visible",
                "OpenDutyStation at a steady rate, as lines of four bulk requests; 100 times a second an answer is followed by GET"
                        + " /missions/{mission} at the query side with its position in Muster-Position. From the one answer to the"
                        + " other. Late: the last command's answer after the window.",
                "commands/s",
                "p50 ms",
                "p99 ms",
                "queries",
                "failed",
                "commands accepted, refused",
                "late s");
        for (Visible seen : visible) {
            table.row(
                    Table.count(seen.perSecond()),
                    Table.millis(seen.p50Millis()),
                    Table.millis(seen.p99Millis()),
                    seen.queries(),
                    seen.failedQueries(),
                    seen.accepted() + ", " + seen.refused(),
                    "%.2f".formatted(seen.lateSeconds()));
        }
        return table;
    }
}
