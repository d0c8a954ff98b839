package org.muster.queryside.live;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * {@code GET /live}: server-sent events named {@code sample} with {@code {position, events, persons}}. A stream ends with
 * the token that opened it, or after half an hour: the client opens another, and says by {@code Last-Event-ID} what it has.
 */
@RestController
class LiveController {

    private static final Duration LENGTH_MAX = Duration.ofMinutes(30);

    private final LiveFeed feed;
    private final Clock clock;

    LiveController(LiveFeed feed, Clock clock) {
        this.feed = feed;
        this.clock = clock;
    }

    @Operation(summary = "Events as they are applied, as server-sent events")
    @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter live(
            Principal caller,
            @AuthenticationPrincipal Jwt token,
            @Parameter(description = "The id of the last message of an earlier stream; it is not repeated")
                    @RequestHeader(name = "Last-Event-ID", required = false)
                    String lastEventId) {
        return feed.connect(String.valueOf(caller.getName()), length(token), lastEventId);
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
}
