package org.muster.benchmark.pipeline;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.muster.commandside.CommandSide;
import org.muster.embedded.Database;
import org.muster.queryside.QuerySide;

/** The command side and the query side as deployed: a process each. */
final class RunningSides implements AutoCloseable {

    private static final Duration STARTED_WITHIN = Duration.ofMinutes(2);

    private final HttpClient probe = HttpClient.newHttpClient();
    private final Path folder;
    private final TokenIssuer issuer;
    private final int commandPort = freePort();
    private final int queryPort = freePort();
    private final List<Process> processes = new ArrayList<>();

    /** @param folder for their logs and the vault's key */
    RunningSides(Path folder, TokenIssuer issuer) throws IOException {
        this.folder = folder;
        this.issuer = issuer;
    }

    /** Starts both, and returns when both answer. */
    RunningSides start(Database events, Database readModels, String kafka) throws IOException, InterruptedException {
        start(
                CommandSide.class,
                commandPort,
                Map.of(
                        "spring.datasource.url", events.jdbcUrl(),
                        "spring.datasource.username", events.username(),
                        "spring.datasource.password", events.password(),
                        "muster.vault.master-key-file",
                                folder.resolve("master-key.json").toString(),
                        "muster.vault.create-master-key", "true",
                        "spring.kafka.bootstrap-servers", kafka));
        start(
                QuerySide.class,
                queryPort,
                Map.of(
                        "spring.datasource.url", readModels.jdbcUrl(),
                        "spring.datasource.username", readModels.username(),
                        "spring.datasource.password", readModels.password(),
                        "spring.kafka.bootstrap-servers", kafka));
        awaitAnswer(commandPort);
        awaitAnswer(queryPort);
        return this;
    }

    private void start(Class<?> side, int port, Map<String, String> settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                // Its own application.yml is found before the other side's.
                Path.of(URI.create(side.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()))
                        + File.pathSeparator
                        + System.getProperty("java.class.path"),
                side.getName(),
                "--server.port=" + port,
                "--spring.security.oauth2.resourceserver.jwt.jwk-set-uri=" + issuer.keysUri(),
                "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.issuer()));
        settings.forEach((name, value) -> command.add("--" + name + "=" + value));
        processes.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(side.getSimpleName() + ".log").toFile())
                .start());
    }

    private void awaitAnswer(int port) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + STARTED_WITHIN.toNanos();
        while (!answers(port)) {
            if (System.nanoTime() > deadlineNanos || processes.stream().anyMatch(process -> !process.isAlive())) {
                throw new IllegalStateException("Not started: see the logs in " + folder);
            }
            Thread.sleep(200);
        }
    }

    private boolean answers(int port) throws InterruptedException {
        URI liveness = URI.create("http://127.0.0.1:" + port + "/actuator/health/liveness");
        try {
            return probe.send(HttpRequest.newBuilder(liveness).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notListeningYet) {
            return false;
        }
    }

    int commandPort() {
        return commandPort;
    }

    int queryPort() {
        return queryPort;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }
}
