package org.muster.acceptance;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.muster.commandside.CommandSide;
import org.muster.embedded.Database;
import org.muster.embedded.KafkaCluster;
import org.muster.embedded.LocalPostgres;
import org.muster.local.authorization.AuthorizationServer;
import org.muster.queryside.QuerySide;

/**
 * Muster as in production, on one machine: brokers, command sides and query sides, each a process of its own that can be
 * killed; one PostgreSQL; the demo authorization server.
 */
final class Machine implements AutoCloseable {

    private static final int REPLICAS_MAX = 3;

    /** The number of processes of each kind; they are numbered from 1. */
    record Size(int brokers, int commandSides, int querySides) {}

    private final Path folder;
    private final Size size;
    private final LocalPostgres postgres;
    private final KafkaCluster kafka;
    private final AuthorizationServer authorization;
    private final Database events;
    private final Database readModels;
    private final Map<String, SideProcess> processes = new LinkedHashMap<>();

    /** Starts all processes and returns when all of them answer. */
    static Machine started(Path folder, Size size) {
        Machine machine = new Machine(folder, size);
        try {
            machine.startCommandSide(1);
            for (int number = 1; number <= size.querySides(); number++) {
                machine.startQuerySide(number);
            }
            machine.awaitAnswers();
            // The first has written the vault's master key, and the others find it.
            for (int number = 2; number <= size.commandSides(); number++) {
                machine.startCommandSide(number);
            }
            machine.awaitAnswers();
            return machine;
        } catch (RuntimeException e) {
            machine.close();
            throw e;
        }
    }

    private Machine(Path folder, Size size) {
        this.folder = folder;
        this.size = size;
        CompletableFuture<KafkaCluster> brokers =
                CompletableFuture.supplyAsync(() -> KafkaCluster.temporary(size.brokers()));
        this.postgres = LocalPostgres.temporary();
        this.authorization = AuthorizationServer.start(
                Application.Ports.free().authorization(), "http://localhost/", folder.resolve("local"));
        this.events = postgres.createDatabase("events", "command_side");
        this.readModels = postgres.createDatabase("query", "query_side");
        this.kafka = brokers.join();
    }

    static String commandSideName(int number) {
        return "command-side-" + number;
    }

    static String querySideName(int number) {
        return "query-side-" + number;
    }

    private void startCommandSide(int number) {
        start(
                commandSideName(number),
                CommandSide.class,
                Map.ofEntries(
                        // The database then shows which process holds which lock.
                        Map.entry(
                                "spring.datasource.url",
                                events.jdbcUrl() + "?ApplicationName=" + commandSideName(number)),
                        Map.entry("spring.datasource.username", events.username()),
                        Map.entry("spring.datasource.password", events.password()),
                        Map.entry(
                                "muster.vault.master-key-file",
                                folder.resolve("master-key.json").toString()),
                        Map.entry("muster.vault.create-master-key", Boolean.toString(number == 1)),
                        Map.entry(
                                "muster.audit.key-file",
                                folder.resolve("log-key").toString()),
                        Map.entry("muster.audit.create-key", Boolean.toString(number == 1)),
                        Map.entry("spring.kafka.bootstrap-servers", kafka.bootstrapServers()),
                        Map.entry(
                                "muster.kafka.replication", Integer.toString(Math.min(size.brokers(), REPLICAS_MAX)))));
    }

    private void startQuerySide(int number) {
        start(
                querySideName(number),
                QuerySide.class,
                Map.of(
                        "spring.datasource.url", readModels.jdbcUrl(),
                        "spring.datasource.username", readModels.username(),
                        "spring.datasource.password", readModels.password(),
                        "spring.kafka.bootstrap-servers", kafka.bootstrapServers(),
                        "muster.query.page-client-id", AuthorizationServer.PAGE_CLIENT));
    }

    private void start(String name, Class<?> deployable, Map<String, String> settings) {
        processes.put(name, SideProcess.start(folder, name, deployable, authorization.issuer(), settings));
    }

    private void awaitAnswers() {
        processes.values().forEach(SideProcess::awaitAnswer);
    }

    String kafkaServers() {
        return kafka.bootstrapServers();
    }

    /** One of each, by number; a killed process keeps its address. */
    Sides sides(int commandSide, int querySide) {
        return SideProcess.sides(processes.get(commandSideName(commandSide)), processes.get(querySideName(querySide)));
    }

    /** A caller signed in as one of the demo clients. */
    Caller as(String client) {
        return Caller.signedIn(sides(1, 1), Application.client(authorization.clientsFile(), client));
    }

    /** The number of the command side that publishes now, found by its lease in the database. */
    Optional<Integer> publishingCommandSide() {
        try (Connection connection = events.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT client_id FROM eventstore.leader_lock"
                        + " WHERE expired_after > now() AT TIME ZONE 'UTC'"
                        // By spring-integration the key is made of the role's name.
                        + " AND lock_key = '"
                        + UUID.nameUUIDFromBytes("publication".getBytes(StandardCharsets.UTF_8)) + "'")) {
            if (!row.next()) {
                return Optional.empty();
            }
            String leader = row.getString(1);
            return IntStream.rangeClosed(1, size.commandSides())
                    .filter(number -> leader.contains(
                            "." + processes.get(commandSideName(number)).pid() + "@"))
                    .boxed()
                    .findFirst();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Kills a process by SIGKILL. */
    void kill(String name) {
        processes.get(name).kill();
    }

    /** Asks a process to stop, by SIGTERM, and waits for its end. */
    void stop(String name, Duration within) {
        processes.get(name).stop(within);
    }

    /** Kills PostgreSQL, and with it all databases. */
    void killDatabase() {
        postgres.kill();
    }

    /** Starts PostgreSQL again on its data. */
    void startDatabase() {
        postgres.start();
    }

    void killBroker(int broker) {
        kafka.kill(broker);
    }

    /** Starts a killed broker again on its data. */
    void startBroker(int broker) {
        kafka.start(broker);
    }

    @Override
    public void close() {
        processes.keySet().forEach(this::kill);
        authorization.close();
        kafka.close();
        postgres.close();
    }
}
