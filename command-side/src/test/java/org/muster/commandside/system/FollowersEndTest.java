package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.commandside.system.Bodies.establish;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stop does not wait for readers who follow the history. */
class FollowersEndTest {

    @Test
    @Timeout(120)
    void followers_are_ended_whole_before_the_web_server_waits_for_them() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            List<BufferedReader> followed = new ArrayList<>();
            try (RunningCommandSide system = RunningCommandSide.fresh()) {
                system.accepted("EstablishMission", establish("UNTAC"));
                for (int i = 0; i < 3; i++) {
                    HttpResponse<InputStream> answer = http.send(
                            system.request("/audit/events?follow=true", RunningCommandSide.token("audit"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofInputStream());
                    BufferedReader lines =
                            new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
                    assertThat(lines.readLine()).contains("muster.mission.established.v1");
                    followed.add(lines);
                }
            }
            for (BufferedReader lines : followed) {
                // An answer that was broken off throws here; the web server breaks off those that it has waited for in
                // vain.
                assertThat(lines.lines().filter(line -> !line.isEmpty())).isEmpty();
            }
        }
    }
}
