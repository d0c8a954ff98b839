package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.muster.commandside.CommandSide;
import org.muster.embedded.Database;
import org.muster.testing.TestPostgres;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command side as it is deployed, on a real PostgreSQL, spoken to over HTTP. */
final class RunningCommandSide implements AutoCloseable {

    /** Locked by the classes that use {@link #shared()}: to read where they disturb nobody, else to have it to themselves. */
    static final String SHARED = "the shared command side";

    /** Lock of tests that change the levels of loggers, or look at all that is logged: a process has one set of loggers. */
    static final String LOGGING = "the levels of loggers";

    static final JsonMapper JSON = JsonMapper.shared();
    static final TestIssuer ISSUER = new TestIssuer();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Database database;
    private final Path masterKeyFile;
    private final List<String> settings;
    private final Optional<Clock> automationClock;
    private ConfigurableApplicationContext context;

    private RunningCommandSide(
            Database database, Path masterKeyFile, List<String> settings, Optional<Clock> automationClock) {
        this.database = database;
        this.masterKeyFile = masterKeyFile;
        this.settings = settings;
        this.automationClock = automationClock;
        this.context = run();
    }

    /** The one that tests share which do not disturb each other; it ends with the JVM. */
    static RunningCommandSide shared() {
        return Shared.INSTANCE;
    }

    /** One of the caller's own, on an empty database. */
    static RunningCommandSide fresh(String... settings) {
        return on(TestPostgres.freshDatabase(), settings);
    }

    /** One of the caller's own, on its database. */
    static RunningCommandSide on(Database database, String... settings) {
        return on(database, Optional.empty(), settings);
    }

    /** One of the caller's own, on an empty database, whose automations go by this clock. */
    static RunningCommandSide at(Clock automationClock, String... settings) {
        return on(TestPostgres.freshDatabase(), Optional.of(automationClock), settings);
    }

    private static RunningCommandSide on(Database database, Optional<Clock> automationClock, String... settings) {
        try {
            Path key = Files.createTempDirectory("muster-vault").resolve("master-key.json");
            return new RunningCommandSide(database, key, List.of(settings), automationClock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another process on the same database, as far as the two can tell. */
    RunningCommandSide second() {
        return new RunningCommandSide(database, masterKeyFile, settings, automationClock);
    }

    /** Starts it again, this once with more settings. */
    void restart(String... more) {
        context.close();
        context = run(more);
    }

    private ConfigurableApplicationContext run(String... more) {
        Stream<String> own = Stream.of(
                "--server.port=0",
                "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + ISSUER.uri(),
                "--spring.datasource.url=" + database.jdbcUrl(),
                "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password(),
                "--muster.vault.master-key-file=" + masterKeyFile,
                "--muster.vault.create-master-key=true",
                "--muster.audit.key-file=" + masterKeyFile.resolveSibling("log-key"),
                "--muster.audit.create-key=true",
                "--muster.imports.directory=" + masterKeyFile.resolveSibling("imports"),
                // Nobody listens there: most tests run without Kafka, and do not notice.
                "--spring.kafka.bootstrap-servers=127.0.0.1:1");
        // A setting that is given twice would be a list of both.
        Map<String, String> last = new LinkedHashMap<>();
        Stream.of(own, settings.stream(), Stream.of(more))
                .flatMap(s -> s)
                .forEach(setting -> last.put(setting.substring(0, setting.indexOf('=')), setting));
        String[] arguments = last.values().toArray(String[]::new);
        return automationClock
                .map(clock -> new SpringApplicationBuilder(CommandSide.class)
                        .bannerMode(Banner.Mode.OFF)
                        .initializers((GenericApplicationContext beans) -> beans.registerBean(
                                "automationClock",
                                Clock.class,
                                () -> clock,
                                definition -> ((AbstractBeanDefinition) definition).setDefaultCandidate(false)))
                        .run(arguments))
                .orElseGet(() -> start(arguments));
    }

    private static ConfigurableApplicationContext start(String[] arguments) {
        try {
            return CommandSide.start(arguments);
        } catch (IllegalStateException e) {
            // Logging belongs to the whole JVM: another test's application that closes just now takes it away.
            if (!String.valueOf(e.getMessage()).contains("logger context")) {
                throw e;
            }
            return CommandSide.start(arguments);
        }
    }

    /** Waits until its health says that a component is well. */
    void awaitUp(String component) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(get("/actuator/health", "admin")
                                .json()
                                .path("components")
                                .path(component)
                                .path("status")
                                .asString())
                        .isEqualTo("UP"));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Database database() {
        return database;
    }

    Path masterKeyFile() {
        return masterKeyFile;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
    }

    static String token(String... scopes) {
        return ISSUER.token("tester", scopes);
    }

    HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(60));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    static Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Answer get(String path, String... scopes) {
        return send(request(path, token(scopes)).GET().build());
    }

    /** A command from a caller that may import. */
    Answer command(String name, UUID id, Object body) {
        return command(name, id, body, token("commands", "import"));
    }

    Answer command(String name, UUID id, Object body, String token) {
        String json = body instanceof String text ? text : JSON.writeValueAsString(body);
        return send(request("/commands/" + name, token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", id.toString())
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    /** A command that must be accepted. */
    JsonNode accepted(String name, Object body) {
        Answer answer = command(name, UUID.randomUUID(), body);
        if (answer.status() != 200) {
            throw new AssertionError(name + " " + body + " answered " + answer.status() + " " + answer.text());
        }
        return answer.json();
    }

    List<JsonNode> bulk(List<?> lines) {
        return bulk(
                String.join("\n", lines.stream().map(JSON::writeValueAsString).toList()));
    }

    List<JsonNode> bulk(String lines) {
        Answer answer = send(request("/commands", token("commands", "import"))
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(lines))
                .build());
        if (answer.status() != 200) {
            throw new AssertionError(answer.status() + " " + answer.text());
        }
        return answer.lines();
    }

    static Map<String, Object> line(String command, Map<String, ?> data) {
        return line(command, UUID.randomUUID(), data);
    }

    static Map<String, Object> line(String command, UUID id, Map<String, ?> data) {
        return Map.of("command", command, "id", id, "data", data);
    }

    List<JsonNode> history(String query) {
        Answer answer = get("/audit/events" + query, "audit");
        if (answer.status() != 200) {
            throw new AssertionError(answer.status() + " " + answer.text());
        }
        return answer.lines();
    }

    /** A response; its body is always read. */
    record Answer(int status, HttpResponse<String> response) {

        String text() {
            return response.body();
        }

        JsonNode json() {
            return JSON.readTree(text());
        }

        String code() {
            return json().path("code").asString("");
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        List<JsonNode> lines() {
            return Arrays.stream(text().split("\n"))
                    .filter(line -> !line.isBlank())
                    .map(JSON::readTree)
                    .toList();
        }
    }

    @Override
    public void close() {
        context.close();
    }

    private static final class Shared {

        static final RunningCommandSide INSTANCE = fresh();
    }
}
