package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.commandside.system.RunningCommandSide.token;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.muster.catalog.CommandCatalog;
import org.muster.catalog.CommandType;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Generated requests: none is answered 5xx, every refusal is a problem document, and a name that is a value in many of them
 * comes back in no answer, is in no line of log and in no event. The seed is printed, so that a failure can be had again.
 */
@ResourceLock(RunningCommandSide.SHARED)
@ResourceLock(RunningCommandSide.LOGGING)
class FuzzTest {

    private static final String CANARY = "Zebedee Canarybird";

    private static final int REQUESTS = Integer.getInteger("muster.fuzz.requests", 2_000);

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "FOO", "post");

    private static final List<String> PATHS = List.of(
            "/commands",
            "/commands/catalog",
            "/imports",
            "/imports/x/outcomes",
            "/audit/events",
            "/admin/completeness",
            "/schemas/x",
            "/problems",
            "/problems/INVALID",
            "/actuator/health",
            "/actuator/metrics",
            "/v3/api-docs",
            "/",
            "/nothing",
            "/error",
            "/commands/%00",
            "/a;x=%zz",
            "/commands/../x",
            "//",
            "/%",
            "/commands/\u00e9");

    private static final List<String> QUERIES = List.of(
            "",
            "",
            "",
            "?",
            "?x",
            "?after=1",
            "?after=x",
            "?tag=mission:A",
            "?tag=%00",
            "?%zz",
            "?limit=0",
            "?types=,",
            "?after=1&after=2",
            "?" + "a".repeat(3000));

    private static final List<String> HEADERS = List.of(
            "Accept: ",
            "Accept: text/html",
            "Accept: ;",
            "Accept: application/json",
            "Content-Type: ",
            "Content-Type: application/json",
            "Content-Type: application/x-ndjson",
            "Content-Type: multipart/form-data",
            "Content-Type: text/plain",
            "Content-Type: application/json;charset=x",
            "Idempotency-Key: x",
            "Idempotency-Key: \"\"",
            "traceparent: x",
            "Expect: 100-continue",
            "Expect: x",
            "Range: bytes=0-",
            "Cookie: a=b",
            "X-Forwarded-Host: evil",
            "Origin: null",
            "If-None-Match: *",
            "Content-Encoding: gzip",
            "Upgrade: h2c",
            "Accept-Encoding: x",
            "Accept-Language: \u00e9");

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "1.5",
            "1e400",
            "-1e400",
            "1e2147483648",
            "99999999999999999999",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"2010-02-30\"",
            "\"9999-12-31\"",
            "[]",
            "[null]",
            "{}",
            "\"UNTAC\"",
            "\"" + CANARY + "\"",
            "{\"" + CANARY + "\":1}",
            "[\"" + CANARY + "\"]",
            "\"" + "A".repeat(3000) + "\"");

    private final RunningCommandSide system = RunningCommandSide.shared();
    private final long seed = Long.getLong("muster.fuzz.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void no_request_is_a_failure_of_ours_and_no_name_gets_out() throws IOException {
        System.out.println("muster.fuzz.seed=" + seed);
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        root.addAppender(logged);
        try {
            for (int n = 0; n < REQUESTS; n++) {
                String request = request();
                check(request, answerTo(request));
            }
        } finally {
            root.detachAppender(logged);
        }

        assertThat(JdbcClient.create(system.database().dataSource())
                        .sql(
                                "SELECT count(*) FROM eventstore.event e WHERE strpos(e::text, encode('Canarybird', 'hex')) > 0"
                                        + " OR strpos(e::text, 'Canarybird') > 0")
                        .query(Long.class)
                        .single())
                .as("events with the name in clear")
                .isZero();
        assertThat(List.copyOf(logged.list))
                .as("lines of log")
                .noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.ERROR)
                        && event.getLoggerName().startsWith("org.muster.web"))
                .noneMatch(event -> printed(event).contains("Canarybird"));
    }

    private static String printed(ILoggingEvent event) {
        StringBuilder text = new StringBuilder(event.getFormattedMessage());
        for (var cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
            text.append(cause.getMessage());
        }
        return text.toString();
    }

    private void check(String request, String answer) {
        String shown = request.length() > 700 ? request.substring(0, 700) + "…" : request;
        if (answer.isEmpty()) {
            return; // closed without a word: a client that breaks the protocol has no right to more
        }
        int status = Integer.parseInt(answer.substring(9, 12));
        assertThat(status)
                .as("seed %d%n%s%n%s", seed, shown, answer)
                .satisfiesAnyOf(
                        code -> assertThat(code).isBetween(100, 499),
                        code -> assertThat(code).isIn(501, 505));
        assertThat(answer).as("seed %d: a value comes back%n%s", seed, shown).doesNotContain("\"" + CANARY + "\"");
        if (status >= 400 && !request.startsWith("HEAD")) {
            assertThat(answer.toLowerCase(Locale.ROOT))
                    .as("seed %d%n%s", seed, shown)
                    .contains("application/problem+json")
                    .contains("\"code\":");
        }
    }

    private String request() {
        boolean command = random.nextInt(3) == 0;
        CommandType type = one(List.copyOf(CommandCatalog.all()));
        String method = command ? "POST" : one(METHODS);
        String path = command ? "/commands/" + type.name() : one(PATHS) + one(QUERIES);
        String body = command || random.nextBoolean() ? body(type) : "";
        StringBuilder request =
                new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n");
        if (random.nextInt(5) > 0) {
            request.append("Authorization: Bearer ")
                    .append(token("commands", "import", "audit", "admin"))
                    .append("\r\n");
        } else if (random.nextBoolean()) {
            request.append("Authorization: Bearer ")
                    .append(CANARY.replace(' ', '.'))
                    .append("\r\n");
        }
        if (command && random.nextInt(4) > 0) {
            request.append("Content-Type: application/json\r\nIdempotency-Key: ")
                    .append(UUID.randomUUID())
                    .append("\r\n");
        }
        for (int n = random.nextInt(3); n > 0; n--) {
            request.append(one(HEADERS)).append("\r\n");
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(6) == 0) {
            request.append("Transfer-Encoding: chunked\r\n\r\n")
                    .append(random.nextInt(4) == 0 ? "zz" : Integer.toHexString(bytes.length))
                    .append("\r\n")
                    .append(body)
                    .append("\r\n0\r\n\r\n");
        } else {
            request.append("Content-Length: ")
                    .append(bytes.length)
                    .append("\r\n\r\n")
                    .append(body);
        }
        return request.toString();
    }

    /** A command with some fields wrong, or something that is none at all. */
    private String body(CommandType type) {
        Object properties = type.schema().get("properties");
        if (random.nextInt(6) == 0 || !(properties instanceof Map<?, ?> fields)) {
            return one(VALUES);
        }
        StringBuilder body = new StringBuilder("{");
        for (Object field : fields.keySet()) {
            if (random.nextInt(5) > 0) {
                body.append(body.length() > 1 ? "," : "")
                        .append('"')
                        .append(field)
                        .append("\":")
                        .append(one(VALUES));
            }
        }
        return body + (random.nextInt(10) == 0 ? "" : "}");
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String answerTo(String request) throws IOException {
        URI uri = system.uri("/");
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            try {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (SocketTimeoutException | SocketException cut) {
                return "";
            }
        }
    }
}
