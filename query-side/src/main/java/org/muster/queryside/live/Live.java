package org.muster.queryside.live;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.muster.queryside.web.Parameters;
import org.muster.queryside.web.Problem;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /live}: server-sent events named {@code sample} with {@code {position, events, persons}}. A stream ends with
 * the token that opened it, or after half an hour: the client opens another.
 */
@RestController
class Live {

    private static final Duration LENGTH_MAX = Duration.ofMinutes(30);

    private final LiveFeed feed;
    private final Clock clock;

    Live(LiveFeed feed, Clock clock) {
        this.feed = feed;
        this.clock = clock;
    }

    @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Object live(HttpServletRequest request, @AuthenticationPrincipal Jwt token) {
        Optional<Problem> malformed = Parameters.of(request).problem();
        if (malformed.isPresent()) {
            return malformed.get().response();
        }
        return feed.connect(length(token)).<Object>map(stream -> stream).orElseGet(Live::full);
    }

    private Duration length(Jwt token) {
        Instant expires = token.getExpiresAt();
        if (expires == null) {
            return LENGTH_MAX;
        }
        Duration left = Duration.between(clock.instant(), expires);
        // A token just past its end is let in for clock skew; a length of zero would mean for ever.
        Duration atLeast = left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left;
        return atLeast.compareTo(LENGTH_MAX) < 0 ? atLeast : LENGTH_MAX;
    }

    private static ResponseEntity<Object> full() {
        Problem problem = Problem.of(
                HttpStatus.SERVICE_UNAVAILABLE, "TOO_MANY_CLIENTS", "All places of the live stream are taken.");
        return ResponseEntity.status(problem.status())
                .header(HttpHeaders.RETRY_AFTER, "30")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
