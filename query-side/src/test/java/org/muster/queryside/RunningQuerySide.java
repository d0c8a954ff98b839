package org.muster.queryside;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.muster.embedded.Database;
import org.muster.events.DomainEvent;
import org.muster.messaging.leadership.LeaderLock;
import org.muster.messaging.publishing.Publisher;
import org.muster.messaging.publishing.PublisherSettings;
import org.muster.messaging.topics.TopicSpec;
import org.muster.messaging.topics.Topics;
import org.muster.messaging.wire.KafkaClients;
import org.muster.testing.TestKafka;
import org.muster.testing.TestPostgres;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The query side as it is deployed, on real servers, with a register whose events the real publisher publishes. */
final class RunningQuerySide implements AutoCloseable {

    /** Locked by the classes that use {@link #shared()}: to read where they disturb nobody, else to have it to themselves. */
    static final String SHARED = "the shared query side";

    static final String POSITION = "Muster-Position";

    private final Database database;
    private final String prefix = TestKafka.freshPrefix();
    private final Register register = new Register();
    private final TestIssuer issuer = new TestIssuer();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Publisher publisher;
    private final String[] more;
    private ConfigurableApplicationContext context;

    /** @param more further arguments, for instance {@code --muster.query.live-clients-max=2} */
    RunningQuerySide(String... more) {
        this(TestPostgres.freshDatabase(), more);
    }

    /** On an empty database of the caller's. */
    RunningQuerySide(Database database, String... more) {
        this.database = database;
        this.more = more;
        Map<String, Object> kafka = Map.of("bootstrap.servers", TestKafka.sharedBootstrapServers());
        PublisherSettings settings = new PublisherSettings(
                KafkaClients.of(kafka), prefix + "events", prefix + "publication", prefix + "publisher", 100);
        try (Admin admin = Admin.create(kafka)) {
            Topics.ensure(
                    admin,
                    List.of(
                            TopicSpec.kept(settings.eventsTopic(), 4, 1),
                            TopicSpec.publication(settings.publicationTopic(), 1)));
        }
        publisher = new Publisher(register, settings, LeaderLock.ALWAYS, new SimpleMeterRegistry()).start();
        start();
    }

    /** One that tests share which only read: it holds {@link History#ofUnmiset()} and ends with the JVM. */
    static RunningQuerySide shared() {
        return Shared.QUERY_SIDE;
    }

    void start() {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--spring.datasource.url=" + database.jdbcUrl(),
                "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password(),
                "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.issuer(),
                "--spring.kafka.bootstrap-servers=" + TestKafka.sharedBootstrapServers(),
                "--muster.kafka.events-topic=" + prefix + "events",
                "--muster.kafka.publication-topic=" + prefix + "publication",
                "--muster.kafka.group-prefix=" + prefix,
                "--muster.query.live-period=100ms"));
        arguments.addAll(List.of(more));
        context = start(arguments.toArray(String[]::new));
    }

    private static ConfigurableApplicationContext start(String[] arguments) {
        try {
            return QuerySide.start(arguments);
        } catch (IllegalStateException e) {
            // Logging belongs to the whole JVM: another test's application that closes just now takes it away.
            if (!String.valueOf(e.getMessage()).contains("logger context")) {
                throw e;
            }
            return QuerySide.start(arguments);
        }
    }

    void stop() {
        context.close();
    }

    /** Publishes events, and says the position of the last. */
    long publish(List<? extends DomainEvent> events) {
        return register.record(events);
    }

    /** Publishes something under any type. */
    long publish(String type, String subject, byte[] data) {
        return register.record(type, subject, data);
    }

    /** Publishes events, waits until they can be read, and says the position of the last. */
    long publishAndApply(List<? extends DomainEvent> events) {
        long position = publish(events);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> get("/missions", POSITION, Long.toString(position)).statusCode() == 200);
        return position;
    }

    /** Everything up to here is on Kafka. */
    long publishedPosition() {
        return publisher.state().position();
    }

    /** Where a partition of the events' topic ends, behind its last event. */
    long endOffset(int partition) throws InterruptedException, ExecutionException {
        TopicPartition events = new TopicPartition(prefix + "events", partition);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestKafka.sharedBootstrapServers()))) {
            long markerOfTheLastTransaction = 1;
            return admin.listOffsets(Map.of(events, OffsetSpec.latest()))
                            .partitionResult(events)
                            .get()
                            .offset()
                    - markerOfTheLastTransaction;
        }
    }

    TestIssuer issuer() {
        return issuer;
    }

    String kafkaPrefix() {
        return prefix;
    }

    /** The read models' tables, past the application. */
    JdbcTemplate tables() {
        return new JdbcTemplate(new Database(
                        database.jdbcUrl() + (database.jdbcUrl().contains("?") ? "&" : "?")
                                + "currentSchema=read_models",
                        database.username(),
                        database.password())
                .dataSource());
    }

    String address() {
        int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
        return "http://localhost:" + port;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    <T> Collection<T> beans(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    /** GET with scope reports; headers are names and values in turn. */
    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return getAs(issuer.tokenWith("reports"), path, headers);
    }

    /** GET with this token, or with none if it is null. */
    HttpResponse<String> getAs(String token, String path, String... headers) throws IOException, InterruptedException {
        return send("GET", token, path, headers);
    }

    HttpResponse<String> send(String method, String token, String path, String... headers)
            throws IOException, InterruptedException {
        return send(method, token, path, HttpRequest.BodyPublishers.noBody(), headers);
    }

    /** POST of JSON with scope admin. */
    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(
                "POST",
                issuer.tokenWith("admin"),
                path,
                HttpRequest.BodyPublishers.ofString(body),
                "Content-Type",
                "application/json");
    }

    private HttpResponse<String> send(
            String method, String token, String path, HttpRequest.BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        context.close();
        publisher.close();
        issuer.close();
    }

    private static final class Shared {

        static final RunningQuerySide QUERY_SIDE = new RunningQuerySide(
                "--muster.query.position-timeout=1s",
                // Nobody listens there: the command side is unavailable.
                "--muster.query.command-side=http://127.0.0.1:1");

        static {
            QUERY_SIDE.publishAndApply(History.ofUnmiset());
            Runtime.getRuntime().addShutdownHook(new Thread(QUERY_SIDE::close, "close-shared-query-side"));
        }
    }
}
