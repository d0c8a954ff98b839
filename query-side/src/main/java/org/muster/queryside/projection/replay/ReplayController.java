package org.muster.queryside.projection.replay;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.net.URI;
import java.util.List;
import org.muster.queryside.report.KnownAt;
import org.muster.queryside.report.http.KnownPositions;
import org.muster.web.problem.FieldError;
import org.muster.web.problem.Problem;
import org.muster.web.problem.WebProblem;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /audit/replays}: the whole register replayed to a point, and every report asked of it. */
@RestController
class ReplayController {

    private final Replays replays;
    private final KnownPositions known;

    ReplayController(Replays replays, KnownPositions known) {
        this.replays = replays;
        this.known = known;
    }

    @Operation(
            summary = "Build all read models as of a point, beside the live ones, and compare every report",
            description = "Location is where its progress can be read. Nothing of the live read models is changed.")
    @PostMapping(path = "/audit/replays", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ReplayState> begin(
            @Parameter(description = "A position, or an instant") @RequestParam String to, Authentication caller)
            throws InterruptedException {
        KnownAt at = KnownAt.parse(to)
                .orElseThrow(() ->
                        Problem.invalid(FieldError.query("to", KnownAt.FORM)).exception());
        known.refused(at).ifPresent(why -> {
            throw Problem.invalid(FieldError.query("to", why)).exception();
        });
        long position = known.positionOf(at)
                .orElseThrow(() -> Problem.of(WebProblem.UNAVAILABLE).exception());
        ReplayState state = replays.begin(to, position, caller.getName())
                .orElseThrow(() -> Problem.of(WebProblem.TOO_BUSY).exception());
        return ResponseEntity.accepted()
                .location(URI.create("/audit/replays/" + state.number()))
                .body(state);
    }

    @Operation(summary = "The last replays of this process, the newest first")
    @GetMapping(path = "/audit/replays", produces = MediaType.APPLICATION_JSON_VALUE)
    List<ReplayState> all() {
        return replays.all();
    }

    @Operation(summary = "How far a replay is, and what came of it")
    @GetMapping(path = "/audit/replays/{number}", produces = MediaType.APPLICATION_JSON_VALUE)
    ReplayState one(@PathVariable long number) {
        return replays.all().stream()
                .filter(state -> state.number() == number)
                .findFirst()
                .orElseThrow(() -> Problem.of(WebProblem.NOT_FOUND).exception());
    }
}
