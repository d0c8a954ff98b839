package org.muster.acceptance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One side in a process of its own, as in production: with its own class path, configured by Spring Boot's settings alone. */
final class SideProcess {

    private static final Duration STARTED_WITHIN = Duration.ofMinutes(3);
    private static final HttpClient PROBE = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private final Path log;
    private final Process process;
    private final int port;

    private SideProcess(Path log, Process process, int port) {
        this.log = log;
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it; does not wait for it.
     *
     * @param folder its working directory, which gets its output
     */
    static SideProcess start(
            Path folder, String name, Class<?> deployable, String issuer, Map<String, String> settings) {
        int port = Application.Ports.free().commandSide();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                // They live for some minutes, many on a few cores: to optimize their code costs more than it saves.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPathOf(deployable),
                deployable.getName(),
                "--server.port=" + port,
                "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer));
        settings.forEach((key, value) -> command.add("--" + key + "=" + value));
        Path log = folder.resolve(name + ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new SideProcess(log, process, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** This module's class path has an authorization server, which Spring Boot would start in both deployables. */
    static String classPathOf(Class<?> deployable) {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String own = Path.of(URI.create(deployable
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString()))
                .toString();
        // Its own application.yml is found before the other side's.
        return Stream.concat(Stream.of(own), Arrays.stream(all.split(File.pathSeparator)))
                .filter(entry -> !Path.of(entry).getFileName().toString().contains("oauth2-authorization-server"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Waits until it answers over HTTP. */
    void awaitAnswer() {
        long deadlineNanos = System.nanoTime() + STARTED_WITHIN.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > deadlineNanos) {
                throw new AssertionError("it does not answer, see " + log);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private boolean answers() {
        try {
            return PROBE.send(
                                    HttpRequest.newBuilder(uri("/actuator/health/liveness"))
                                            .timeout(Duration.ofSeconds(5))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false; // not listening yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    /** One of each; a killed process keeps its address. */
    static Sides sides(SideProcess commandSide, SideProcess querySide) {
        return new Sides() {
            @Override
            public URI commandSide(String path) {
                return commandSide.uri(path);
            }

            @Override
            public URI querySide(String path) {
                return querySide.uri(path);
            }
        };
    }

    long pid() {
        return process.pid();
    }

    /** Asks it to stop, by SIGTERM, and waits for its end. */
    void stop(Duration within) {
        process.destroy();
        process.onExit().orTimeout(within.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    /** Kills it by SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
