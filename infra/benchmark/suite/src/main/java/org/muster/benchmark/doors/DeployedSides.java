package org.muster.benchmark.doors;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.muster.benchmark.Launcher;
import org.muster.benchmark.PostgresServer;
import org.muster.benchmark.kit.Load;
import org.muster.benchmark.kit.Mission;
import org.muster.benchmark.kit.Work;
import org.muster.embedded.Database;
import org.muster.embedded.KafkaCluster;

/** Command side, query side and a broker, each a process with the settings that a deployment would have. */
public final class DeployedSides implements AutoCloseable {

    static final int BULK_IN_FLIGHT = 512;

    private static final String EVENTS = "events";
    private static final String READ_MODELS = "query";

    private final Launcher launcher;
    private final PostgresServer postgres;
    private final TokenIssuer issuer;
    private final String heap;
    private final Database events;
    private KafkaCluster kafka;
    private ServerProcess commandSide;
    private ServerProcess querySide;

    /** Starts the command side on an empty store and an empty Kafka. */
    public DeployedSides(Launcher launcher, PostgresServer postgres, TokenIssuer issuer, String heap)
            throws IOException, InterruptedException {
        this.launcher = launcher;
        this.postgres = postgres;
        this.issuer = issuer;
        this.heap = heap;
        this.events = postgres.freshDatabase(EVENTS);
        this.kafka = KafkaCluster.temporary(1);
        startCommandSide();
    }

    private DeployedSides(
            Launcher launcher, PostgresServer postgres, TokenIssuer issuer, String heap, KafkaCluster kafka) {
        this.launcher = launcher;
        this.postgres = postgres;
        this.issuer = issuer;
        this.heap = heap;
        this.events = null;
        this.kafka = kafka;
    }

    /** An empty Kafka and no command side: somebody else publishes. */
    public static DeployedSides querySideOnly(
            Launcher launcher, PostgresServer postgres, TokenIssuer issuer, String heap) {
        return new DeployedSides(launcher, postgres, issuer, heap, KafkaCluster.temporary(1));
    }

    /** Starts the command side on what is stored. */
    public void startCommandSide() throws IOException, InterruptedException {
        Map<String, String> settings = settings(events);
        // Made by the command side, readable by its owner only: it refuses keys in a folder that others can use.
        Path keys = launcher.logs().resolve("keys");
        settings.put(
                "muster.vault.master-key-file", keys.resolve("master-key.json").toString());
        settings.put("muster.vault.create-master-key", "true");
        settings.put("muster.audit.key-file", keys.resolve("log-key").toString());
        settings.put("muster.audit.create-key", "true");
        commandSide =
                ServerProcess.start(launcher, "command-side", launcher.jar("command-side", heap), issuer, settings);
    }

    private Map<String, String> settings(Database database) {
        Map<String, String> settings = datasource(database);
        settings.put("spring.kafka.bootstrap-servers", kafka.bootstrapServers());
        return settings;
    }

    /** Spring Boot's settings for a database. */
    static Map<String, String> datasource(Database database) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("spring.datasource.url", database.jdbcUrl());
        settings.put("spring.datasource.username", database.username());
        settings.put("spring.datasource.password", database.password());
        return settings;
    }

    /** Stops the command side and loses what Kafka has: once started again, the command side publishes its whole store. */
    public void emptyKafka() {
        commandSide.close();
        kafka.close();
        kafka = KafkaCluster.temporary(1);
    }

    /** Starts a query side without rows. */
    public Database startQuerySide() throws IOException, InterruptedException {
        Database readModels = postgres.freshDatabase(READ_MODELS);
        querySide = ServerProcess.start(
                launcher, "query-side", launcher.jar("query-side", heap), issuer, settings(readModels));
        return readModels;
    }

    /** Makes missions active, with posts enough and a duty station. */
    public void prepare(List<Mission> missions) throws InterruptedException, ExecutionException {
        try (BulkSubject door = bulk(Commands.OPEN_DUTY_STATION)) {
            for (int step = 0; step < Commands.PREPARING; step++) {
                int number = step;
                // Lines of several requests have no order among them, so each step waits for the one before.
                List<CompletableFuture<String>> answers = missions.stream()
                        .map(mission -> door.send(Commands.preparing(mission).get(number)))
                        .map(CompletionStage::toCompletableFuture)
                        .toList();
                for (CompletableFuture<String> answer : answers) {
                    if (!BulkSubject.outcome(answer.get()).accepted()) {
                        throw new IllegalStateException("Not prepared: " + answer.get());
                    }
                }
            }
        }
    }

    /** Sends all of the work in bulk. */
    public void send(Commands command, Work work, Duration limit) throws InterruptedException {
        try (BulkSubject door = bulk(command)) {
            Load.run(door, work, BULK_IN_FLIGHT, 2, Duration.ZERO, limit);
        }
    }

    BulkSubject bulk(Commands command) {
        return new BulkSubject(command, commandSide.port(), token());
    }

    /** For commands, reports and administration. */
    public String token() {
        return issuer.token("commands import reports roster admin");
    }

    public Database events() {
        return events;
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    ServerProcess commandSide() {
        return commandSide;
    }

    public int queryPort() {
        return querySide.port();
    }

    @Override
    public void close() {
        if (querySide != null) {
            querySide.close();
        }
        if (commandSide != null) {
            commandSide.close();
        }
        kafka.close();
        postgres.drop(EVENTS);
        postgres.drop(READ_MODELS);
    }
}
