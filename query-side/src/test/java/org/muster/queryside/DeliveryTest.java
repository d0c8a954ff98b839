package org.muster.queryside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.muster.events.Category;
import org.muster.events.DomainEvent;
import org.muster.events.assignment.VolunteerDeployed;

/** Events reach the read models once each, whatever happens in between. Each test has a mission of its own. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeliveryTest {

    private static final int LIVE_CLIENTS_MAX = 2;

    private static RunningQuerySide querySide;

    @BeforeAll
    static void start() {
        querySide = new RunningQuerySide(
                "--muster.query.position-timeout=20s", "--muster.query.live-clients-max=" + LIVE_CLIENTS_MAX);
    }

    @AfterAll
    static void close() {
        querySide.close();
    }

    @Test
    void reads_what_was_just_written_each_time() throws Exception {
        querySide.publish(List.of(History.established("ONE", "A mission")));
        for (int n = 1; n <= 20; n++) {
            long position = querySide.publish(List.of(deployed("ONE", n, "2010-01-01")));

            assertThat(headcount("ONE", position)).isEqualTo(n);
        }
    }

    @Test
    void applies_each_event_once_though_it_stops_restarts_and_is_sent_everything_again() throws Exception {
        // Applied before anything else, so that there is a checkpoint to put back.
        assertThat(headcount("TWO", querySide.publish(List.of(History.established("TWO", "A mission")))))
                .isZero();
        int deployed = 0;
        int ended = 0;
        long position = 0;
        for (int round = 0; round < 3; round++) {
            List<DomainEvent> events = new ArrayList<>();
            for (int n = 0; n < 200; n++) {
                VolunteerDeployed deployment = deployed("TWO", 1000 * round + n, "201" + round + "-01-01");
                events.add(deployment);
                deployed++;
                if (n % 3 == 0) {
                    events.add(History.ended(deployment, "201" + round + "-06-30"));
                    ended++;
                }
            }
            position = querySide.publish(events);
            // Mid-stream on purpose: wherever it has got to, it goes on from there.
            querySide.stop();
            if (round == 1) {
                assertThat(querySide
                                .tables()
                                .update("update projection_checkpoint set next_offset = 0, last_position = 0"))
                        .isPositive();
            }
            querySide.start();
        }

        assertThat(headcount("TWO", position)).isEqualTo(deployed - ended);
        assertThat(querySide
                        .tables()
                        .queryForMap("select count(*) as rows, count(separation_on) as ended from assignment"
                                + " where mission = 'TWO'"))
                .containsEntry("rows", (long) deployed)
                .containsEntry("ended", (long) ended);
    }

    @Test
    void leaves_out_events_that_are_newer_than_it_is() throws Exception {
        querySide.publish("muster.volunteer.praised.v1", "volunteer:V1", "{}".getBytes(StandardCharsets.UTF_8));
        long position = querySide.publish(
                List.of(History.established("THREE", "A mission"), deployed("THREE", 1, "2010-01-01")));

        assertThat(headcount("THREE", position)).isOne();
    }

    @Test
    void is_ready_once_it_has_applied_what_was_published_before_it_started() throws Exception {
        List<DomainEvent> events = new ArrayList<>(List.of(History.established("FOUR", "A mission")));
        for (int n = 0; n < 500; n++) {
            events.add(deployed("FOUR", n, "2010-01-01"));
        }
        assertThat(headcount("FOUR", querySide.publish(events))).isEqualTo(500);
        querySide.stop();
        querySide.tables().update("delete from projection_checkpoint");
        // How far everything is applied is kept, too: it would say of the empty tables that they are caught up.
        querySide.tables().update("delete from projection_applied");
        querySide.tables().update("delete from assignment");
        querySide.tables().update("delete from assignment_history");
        querySide.start();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> querySide.getAs(null, "/actuator/health/readiness").statusCode() == 200);

        assertThat(headcount("FOUR", 0)).isEqualTo(500);
    }

    @Test
    void tells_so_many_as_follow_live_when_the_register_grows_and_no_more() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            try (BufferedReader first = follow(http);
                    BufferedReader second = follow(http)) {
                HttpResponse<String> refused = http.send(live(), HttpResponse.BodyHandlers.ofString());
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.headers().firstValue("Retry-After")).isPresent();

                VolunteerDeployed deployed = deployed("FIVE", 1, "2010-01-01");
                long position = querySide.publish(List.of(deployed, History.ended(deployed, "2010-02-01")));

                for (BufferedReader lines : List.of(first, second)) {
                    Map<String, Integer> sample = nextSample(lines);
                    while (sample.get("position") < position) {
                        sample = nextSample(lines);
                    }
                    assertThat(sample).containsEntry("events", (int) position).containsKey("persons");
                }
            }
            // A place that was left is free again as soon as that is noticed.
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                HttpResponse<InputStream> again = http.send(live(), HttpResponse.BodyHandlers.ofInputStream());
                again.body().close();
                assertThat(again.statusCode()).isEqualTo(200);
            });
            http.shutdownNow();
        }
    }

    @Test
    @Order(Integer.MAX_VALUE - 1) // Its places are free again only after a while.
    void repeats_no_sample_to_a_client_that_says_it_has_it() throws Exception {
        long position = querySide.publishAndApply(List.of(deployed("SIX", 1, "2010-01-01")));
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(firstLine(http, Long.toString(position))).startsWith(":");
            assertThat(firstLine(http, Long.toString(position - 1))).isEqualTo("id:" + position);
            assertThat(firstLine(http, "whatever")).isEqualTo("id:" + position);
            http.shutdownNow();
        }
    }

    private static String firstLine(HttpClient http, String lastEventId) throws Exception {
        HttpRequest asked = HttpRequest.newBuilder(live(), (name, value) -> true)
                .header("Last-Event-ID", lastEventId)
                .build();
        AtomicReference<String> line = new AtomicReference<>();
        // The place that the stream before had is free as soon as that is noticed.
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            HttpResponse<InputStream> stream = http.send(asked, HttpResponse.BodyHandlers.ofInputStream());
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
                line.set(lines.readLine());
            }
            return stream.statusCode() == 200;
        });
        return line.get();
    }

    @Test
    @Order(Integer.MAX_VALUE) // It leaves the issuer stopped.
    void says_503_to_a_token_that_it_cannot_check_because_the_issuer_is_away() throws Exception {
        querySide.issuer().close();

        HttpResponse<String> answer = querySide.getAs(querySide.issuer().tokenOfANewKeyWith("reports"), "/missions");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(JsonPath.<String>read(answer.body(), "$.code")).isEqualTo("ISSUER_UNAVAILABLE");
    }

    private static VolunteerDeployed deployed(String mission, int number, String on) {
        return History.deployed(
                mission + "-A" + number, mission + "-V" + number % 200, mission, Category.NATIONAL_EXPERT, on);
    }

    private static HttpRequest live() {
        return HttpRequest.newBuilder(URI.create(querySide.address() + "/live"))
                .header("Authorization", "Bearer " + querySide.issuer().tokenWith("reports"))
                .header("Accept", "text/event-stream")
                .timeout(Duration.ofSeconds(20))
                .build();
    }

    private static BufferedReader follow(HttpClient http) throws IOException, InterruptedException {
        return new BufferedReader(new InputStreamReader(
                http.send(live(), HttpResponse.BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8));
    }

    private static Map<String, Integer> nextSample(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (!line.startsWith("data:")) {
            line = lines.readLine();
        }
        return JsonPath.read(line.substring("data:".length()), "$");
    }

    private static int headcount(String mission, long position) throws Exception {
        HttpResponse<String> answer = querySide.get(
                "/reports/headcount?on=2013-12-31&mission=" + mission,
                RunningQuerySide.POSITION,
                Long.toString(position));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonPath.read(answer.body(), "$.total.persons");
    }
}
