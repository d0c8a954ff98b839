package org.muster.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/** Muster as a user starts it: its own process on its own data folder and ports, reached over the network only. */
final class Application implements Sides, AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(10);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(60);

    private static final HttpClient PROBE = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private final Path data;
    private final Ports ports;
    private final Process process;

    /** The ports of an application; kept over restarts, since the tokens' issuer is one of these addresses. */
    record Ports(int postgres, int kafka, int authorization, int commandSide, int querySide) {

        private static final int LOWEST = 10_000;
        private static final int COUNT = 10_000;

        static Ports free() {
            return new Ports(freePort(), freePort(), freePort(), freePort(), freePort());
        }

        /** One that the operating system does not give to clients: theirs come and go by the hundred meanwhile. */
        private static int freePort() {
            while (true) {
                try (ServerSocket socket = new ServerSocket(
                        ThreadLocalRandom.current().nextInt(LOWEST, LOWEST + COUNT),
                        1,
                        InetAddress.getLoopbackAddress())) {
                    return socket.getLocalPort();
                } catch (IOException e) {
                    // taken: another one
                }
            }
        }
    }

    private Application(Path data, Ports ports, Process process) {
        this.data = data;
        this.ports = ports;
        this.process = process;
    }

    static Application start(Path data, String history) {
        return start(data, history, Ports.free());
    }

    /** Starts the application; does not wait for it. Its output goes to a file beside its data. */
    static Application start(Path data, String history, Ports ports, String... more) {
        try {
            Files.createDirectories(data);
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    // As spring-boot:run does, and for the same reason: a process of a minute is not worth
                    // optimizing.
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "org.muster.local.Muster",
                    "--data-dir=" + data.toAbsolutePath(),
                    "--history=" + history,
                    "--port.postgres=" + ports.postgres(),
                    "--port.kafka=" + ports.kafka(),
                    "--port.authorization=" + ports.authorization(),
                    "--port.commands=" + ports.commandSide(),
                    "--port.queries=" + ports.querySide()));
            command.addAll(List.of(more));
            Path log = data.resolveSibling(data.getFileName() + ".log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new Application(data, ports, process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Ports ports() {
        return ports;
    }

    /** Its data folder. */
    Path data() {
        return data;
    }

    @Override
    public URI commandSide(String path) {
        return URI.create("http://localhost:" + ports.commandSide() + path);
    }

    @Override
    public URI querySide(String path) {
        return URI.create("http://localhost:" + ports.querySide() + path);
    }

    /** Kafka's bootstrap address. */
    String kafka() {
        return "localhost:" + ports.kafka();
    }

    /** A caller signed in as one of the demo clients: integrator, importer, dashboard, auditor or admin. */
    Caller as(String client) {
        return Caller.signedIn(this, client(data.resolve("local").resolve("clients.json"), client));
    }

    /** A demo client with its secret, from the operator's file. */
    static JsonNode client(Path clients, String id) {
        return Caller.JSON
                .readTree(clients.toFile())
                .valueStream()
                .filter(client -> client.get("client_id").asString().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no client " + id + " in " + clients));
    }

    /** Waits until the history is loaded and projected. */
    void awaitReady() {
        await("is ready", this::isReady);
    }

    private void await(String what, BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(READY_WITHIN);
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                throw new AssertionError("within " + READY_WITHIN + " it never " + what + ", alive: "
                        + process.isAlive() + "; its output is beside " + data.toAbsolutePath());
            }
            pause();
        }
    }

    boolean isReady() {
        return status(querySide("/actuator/health/readiness")) == 200;
    }

    /** Waits until the store's last position exceeds this one, while the history is being loaded. */
    void awaitPositionAbove(long position) {
        await("answers", () -> status(commandSide("/actuator/health")) == 200);
        Caller auditor = as("auditor");
        await("is past position " + position, () -> {
            Caller.Reply next = auditor.audit("/audit/events?after=" + position + "&limit=1");
            return next.status() == 200 && !next.lines().isEmpty();
        });
    }

    /** Kills the application's process by SIGKILL; its database server is left behind. */
    void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    @Override
    public void close() {
        process.destroy();
        awaitExit();
    }

    private void awaitExit() {
        try {
            if (!process.waitFor(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("did not stop within " + STOPPED_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int status(URI uri) {
        try {
            return PROBE.send(
                            HttpRequest.newBuilder(uri)
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0; // not listening yet, or cut off while starting
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
