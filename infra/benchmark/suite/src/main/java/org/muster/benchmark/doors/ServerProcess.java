package org.muster.benchmark.doors;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.muster.benchmark.Launcher;
import org.muster.benchmark.PostgresServer;

/** A Spring Boot application that runs as it is deployed: a process with its settings on the command line. */
final class ServerProcess implements AutoCloseable {

    private static final Duration STARTED_WITHIN = Duration.ofMinutes(2);
    private static final int STOPPED_WITHIN_SECONDS = 30;

    private final String name;
    private final int port = PostgresServer.freePort();
    private final Process process;

    private ServerProcess(
            Launcher launcher, String name, List<String> java, TokenIssuer issuer, Map<String, String> settings)
            throws IOException {
        this.name = name;
        List<String> command = new ArrayList<>(java);
        command.add("--server.port=" + port);
        command.add("--server.address=127.0.0.1");
        command.add("--spring.security.oauth2.resourceserver.jwt.jwk-set-uri=" + issuer.keysUri());
        command.add("--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.issuer());
        command.add("--spring.security.oauth2.resourceserver.jwt.audiences=" + TokenIssuer.AUDIENCE);
        settings.forEach((setting, value) -> command.add("--" + setting + "=" + value));
        this.process = launcher.start(command, name, false);
    }

    /** Starts it, and returns when it answers. */
    static ServerProcess start(
            Launcher launcher, String name, List<String> java, TokenIssuer issuer, Map<String, String> settings)
            throws IOException, InterruptedException {
        ServerProcess server = new ServerProcess(launcher, name, java, issuer, settings);
        try {
            server.awaitAnswer();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Any answer will do, where the path is unknown or wants a token, too. */
    private void awaitAnswer() throws InterruptedException {
        HttpRequest probe = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health/liveness"))
                .build();
        long deadlineNanos = System.nanoTime() + STARTED_WITHIN.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (true) {
                try {
                    if (client.send(probe, BodyHandlers.discarding()).statusCode() < 500) {
                        return;
                    }
                } catch (IOException notListeningYet) {
                    if (!process.isAlive()) {
                        throw new IllegalStateException(name + " has ended; its log says why");
                    }
                }
                if (System.nanoTime() > deadlineNanos) {
                    throw new IllegalStateException(name + " does not answer; its log says why");
                }
                Thread.sleep(200);
            }
        }
    }

    int port() {
        return port;
    }

    /** CPU of the process from its start. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOPPED_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
