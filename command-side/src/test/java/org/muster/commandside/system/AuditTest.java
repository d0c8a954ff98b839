package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.commandside.system.Bodies.establish;
import static org.muster.commandside.system.Bodies.fresh;
import static org.muster.commandside.system.Bodies.openMission;
import static org.muster.commandside.system.Bodies.register;
import static org.muster.commandside.system.Bodies.strength;
import static org.muster.commandside.system.RunningCommandSide.line;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.commandside.system.RunningCommandSide.Answer;
import tools.jackson.databind.JsonNode;

/** History as auditors read it. */
@ResourceLock(RunningCommandSide.SHARED)
class AuditTest {

    private final RunningCommandSide system = RunningCommandSide.shared();

    @Test
    void tells_the_history_of_one_mission_in_order() {
        String mission = fresh("M");
        system.bulk(openMission(mission, 3));

        List<JsonNode> history = system.history("?tag=mission:" + mission);

        assertThat(history.stream().map(e -> e.path("type").asString()))
                .containsExactly(
                        "muster.mission.established.v1",
                        "muster.mission.started.v1",
                        "muster.mission.volunteer-strength-authorized.v1",
                        "muster.mission.duty-station-opened.v1");
        assertThat(history.stream().map(e -> e.path("position").asLong())).isSorted();
        long second = history.get(1).path("position").asLong();
        assertThat(system.history("?tag=mission:" + mission + "&after=" + second))
                .hasSize(2);
        assertThat(system.history("?tag=mission:" + mission + "&limit=1")).containsExactly(history.getFirst());
        assertThat(system.history(
                        "?tag=mission:" + mission + "&types=muster.mission.started,muster.mission.established.v1"))
                .hasSize(2);
        assertThat(system.history("?tag=mission:" + mission + "&tag=station:" + mission + "-HQ"))
                .hasSize(1);
    }

    @Test
    void tells_everything_without_a_gap_across_pages() {
        String prefix = fresh("V");
        system.bulk(IntStream.range(0, 600)
                .mapToObj(i -> line("RegisterVolunteer", register(prefix + i, prefix + i)))
                .toList());

        List<JsonNode> history = system.history("");

        assertThat(history.stream().map(e -> e.path("position").asLong()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, history.size()).boxed().toList());
        assertThat(history).hasSizeGreaterThan(600);
    }

    @ParameterizedTest
    @CsvSource({
        "?tags=mission:UNTAC, tags",
        "?tag=UNTAC, tag",
        "?tag=colour:red, tag",
        "?tag=mission:, tag",
        "?types=muster.mission.sunk, types",
        "?types=muster.mission.started.v2, types",
        "?types=muster.mission.started.v0, types",
        "?tag=mission:A%2Cred, tag",
        "?upTo=x, upTo",
        "?recordedFrom=2026-11-27, recordedFrom",
        "?recordedTo=2026-02-30T00:00:00Z, recordedTo",
        "?effectiveFrom=2026-02-30, effectiveFrom",
        "?effectiveTo=today, effectiveTo",
        "?actor=, actor",
        "?subject=UNTAC, subject",
        "?order=up, order",
        "?follow=1, follow",
        "?follow=true&order=newest, follow",
        "?types=, types",
        "?after=-1, after",
        "?after=x, after",
        "?after=1&after=2, after",
        "?limit=0, limit",
        "?after=99999999999999999999, after"
    })
    void names_what_it_does_not_understand(String query, String field) {
        Answer answer = system.get("/audit/events" + query, "audit");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("INVALID");
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isEqualTo(field);
    }

    @Test
    void knows_nothing_of_what_never_was() {
        assertThat(system.history("?tag=mission:" + fresh("M"))).isEmpty();
        assertThat(system.history("?after=900000000000000000")).isEmpty();
    }

    private static List<Long> positions(List<JsonNode> events) {
        return events.stream().map(e -> e.path("position").asLong()).toList();
    }

    @Test
    void finds_by_alternatives_of_tags_range_order_actor_and_subject() {
        String one = fresh("M");
        String two = fresh("M");
        system.bulk(openMission(one, 3));
        system.bulk(openMission(two, 3));
        List<JsonNode> both = system.history("?tag=mission:" + one + ",mission:" + two);
        List<Long> all = positions(both);

        assertThat(all).hasSize(8).isSorted();
        assertThat(system.history("?tag=mission:" + one + ",mission:" + two + "&tag=station:" + two + "-HQ"))
                .hasSize(1);
        assertThat(positions(system.history("?order=newest&tag=mission:" + one + ",mission:" + two)))
                .isEqualTo(all.reversed());
        assertThat(positions(system.history("?order=newest&limit=3&tag=mission:" + one + ",mission:" + two)))
                .isEqualTo(all.reversed().subList(0, 3));
        assertThat(positions(system.history(
                        "?after=" + all.get(2) + "&upTo=" + all.get(5) + "&tag=mission:" + one + ",mission:" + two)))
                .isEqualTo(all.subList(3, 6));
        assertThat(system.history("?actor=nobody&tag=mission:" + one)).isEmpty();
        assertThat(system.history("?actor=tester&tag=mission:" + one)).hasSize(4);
        assertThat(system.history("?subject=mission:" + one)).hasSize(4);
        assertThat(system.history("?subject=station:" + one + "-HQ")).isEmpty();
    }

    @Test
    void finds_by_time_of_recording_and_by_effective_date() {
        String mission = fresh("M");
        system.bulk(openMission(mission, 3));
        List<JsonNode> all = system.history("?tag=mission:" + mission);
        String third = all.get(2).path("time").asString();

        assertThat(system.history("?tag=mission:" + mission + "&recordedFrom=" + third))
                .hasSizeBetween(2, 4)
                .allMatch(e -> Instant.parse(e.path("time").asString()).compareTo(Instant.parse(third)) >= 0);
        assertThat(system.history("?tag=mission:" + mission + "&recordedTo=" + third))
                .hasSizeBetween(0, 2)
                .allMatch(e -> Instant.parse(e.path("time").asString()).isBefore(Instant.parse(third)));
        assertThat(system.history("?tag=mission:" + mission + "&recordedTo=1990-01-01T00:00:00Z"))
                .isEmpty();
        assertThat(system.history("?tag=mission:" + mission + "&effectiveFrom=1992-03-15&effectiveTo=1992-03-15"))
                .isNotEmpty()
                .anyMatch(e -> e.path("type").asString().equals("muster.mission.started.v1"))
                .noneMatch(e -> e.path("type").asString().equals("muster.mission.volunteer-strength-authorized.v1"));
        assertThat(system.history("?tag=mission:" + mission + "&effectiveTo=1960-01-01"))
                .isEmpty();
    }

    @Test
    void newest_first_reads_backwards_through_many_pages() {
        String prefix = fresh("W");
        system.bulk(IntStream.range(0, 2_500)
                .mapToObj(i -> line("RegisterVolunteer", register(prefix + i, prefix + i)))
                .toList());
        List<Long> forwards = positions(system.history(""));

        assertThat(positions(system.history("?order=newest"))).isEqualTo(forwards.reversed());
        assertThat(system.history("?order=newest&tag=volunteer:" + prefix + "0"))
                .hasSize(1);
        assertThat(system.history("?order=newest&types=muster.volunteer.registered&limit=2400"))
                .hasSize(2_400);
    }

    private Answer as(String accept, String query) {
        return RunningCommandSide.send(system.request("/audit/events" + query, RunningCommandSide.token("audit"))
                .header("Accept", accept)
                .build());
    }

    @Test
    void is_given_as_csv_and_as_cloudevents_too() {
        String mission = fresh("M");
        system.bulk(openMission(mission, 3));
        List<JsonNode> lines = system.history("?tag=mission:" + mission);

        Answer csv = as("text/csv", "?tag=mission:" + mission);
        assertThat(csv.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        List<String> rows = csv.text().lines().toList();
        assertThat(rows).hasSize(5);
        assertThat(rows.getFirst())
                .isEqualTo(
                        "position,id,type,recordedAt,effective,subject,tags,commandId,command,channel,cause,actor,principal,person,traceparent,data");
        assertThat(rows.get(1))
                .startsWith("\"" + lines.getFirst().path("position").asLong() + "\",\""
                        + lines.getFirst().path("id").asString() + "\",\"muster.mission.established.v1\",");

        Answer batch = as("application/cloudevents-batch+json", "?tag=mission:" + mission);
        assertThat(batch.json()).hasSize(4);
        JsonNode event = batch.json().path(0);
        assertThat(event.path("specversion").asString()).isEqualTo("1.0");
        assertThat(event.path("dataschema").asString()).isEqualTo("urn:muster:schema:muster.mission.established.v1");
        assertThat(event.path("data")).isEqualTo(lines.getFirst().path("data"));
        assertThat(as("application/cloudevents-batch+json", "?tag=mission:" + fresh("M"))
                        .json())
                .isEmpty();
        assertThat(as("text/csv", "?follow=true").status()).isEqualTo(400);
        assertThat(as("image/png", "").status()).isEqualTo(406);
    }

    @Test
    void is_compressed_for_whoever_asks() throws Exception {
        system.bulk(openMission(fresh("M"), 3));
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = http.send(
                    system.request("/audit/events", RunningCommandSide.token("audit"))
                            .header("Accept-Encoding", "gzip")
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
            String text = new String(
                    new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes(),
                    StandardCharsets.UTF_8);
            assertThat(text.length()).isGreaterThan(3 * answer.body().length);
            assertThat(RunningCommandSide.JSON
                            .readTree(text.lines().findFirst().orElseThrow())
                            .path("position")
                            .asLong())
                    .isEqualTo(1);
        }
    }

    /** A reader that was cut off goes on after the last position that it saw. */
    @Test
    void is_followed_while_it_is_recorded() throws Exception {
        String mission = fresh("M");
        system.accepted("EstablishMission", establish(mission));
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> answer = http.send(
                    system.request(
                                    "/audit/events?follow=true&limit=3&tag=mission:" + mission,
                                    RunningCommandSide.token("audit"))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
            assertThat(lines.readLine()).contains("muster.mission.established.v1");

            system.accepted("StartMission", Map.of("mission", mission, "startedOn", "1992-03-15"));
            assertThat(lines.readLine()).contains("muster.mission.started.v1");
            system.accepted("AuthorizeVolunteerStrength", strength(mission, 3));
            assertThat(lines.readLine()).contains("muster.mission.volunteer-strength-authorized.v1");
            assertThat(lines.readLine()).isNull();
        }
    }
}
