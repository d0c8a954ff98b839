package org.muster.commandside.audit.decision;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.muster.catalog.EventCatalog;
import org.muster.commands.Warning;
import org.muster.commandside.adapter.axon.event.EventCodec;
import org.muster.commandside.adapter.axon.history.History;
import org.muster.commandside.adapter.axon.history.HistoryEvent;
import org.muster.commandside.audit.decision.DecisionReplay.Replayed;
import org.muster.commandside.audit.state.StateJson;
import org.muster.commandside.intake.RefusalSink.Refusal;
import org.muster.events.DomainEvent;
import org.muster.events.Tag;
import org.muster.web.problem.Problem;
import org.muster.web.problem.WebProblem;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /audit/decisions}: why a command was accepted or refused; and {@code /audit/refusals}, the log of refusals. */
@RestController
class DecisionController {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final int EVENTS_MAX = 1_000;
    private static final int REFUSALS_MAX = 10_000;

    /** So many positions are tried at most to find the one at which a refusal was decided; nearly always it is the first. */
    private static final int TRIES_MAX = 20;

    private final History history;
    private final DecisionReplay replay;
    private final RefusalLog refusals;

    DecisionController(History history, DecisionReplay replay, RefusalLog refusals) {
        this.history = history;
        this.replay = replay;
        this.refusals = refusals;
    }

    @Operation(summary = "The decisions about a command, each made again on the state on which it fell")
    @GetMapping(path = "/audit/decisions/{commandId}", produces = MediaType.APPLICATION_JSON_VALUE)
    Decisions decisions(@PathVariable UUID commandId) {
        List<DecisionView> found = new ArrayList<>();
        Map<String, List<HistoryEvent>> accepted = history
                .page(List.of(Set.of(Tag.command(commandId.toString()))), Set.of(), 0, history.head(), EVENTS_MAX)
                .stream()
                .collect(Collectors.groupingBy(event -> String.valueOf(event.actor())));
        accepted.values().forEach(events -> found.add(accepted(events)));
        refusals.of(commandId).forEach(one -> found.add(refused(one.refusal())));
        if (found.isEmpty()) {
            throw Problem.of(WebProblem.NOT_FOUND, "No command of this id was recorded, and no refusal is kept of one")
                    .exception();
        }
        found.sort(java.util.Comparator.comparing(DecisionView::decidedAt));
        return new Decisions(commandId, found);
    }

    private DecisionView accepted(List<HistoryEvent> events) {
        HistoryEvent first = events.getFirst();
        Optional<Replay> again = first.command() == null
                ? Optional.empty()
                : replay(
                        first.commandName(),
                        first.command(),
                        first.position() - 1,
                        first.position() - 1,
                        replayed -> equal(replayed.events(), events));
        return new DecisionView(
                "ACCEPTED",
                first.commandName(),
                first.actor(),
                first.recordedAt(),
                first.command() == null ? null : JSON.readTree(first.command()),
                null,
                Map.of(),
                events.stream()
                        .map(event -> new Recorded(event.position(), event.id(), event.type()))
                        .toList(),
                first.warnings(),
                again.orElse(null),
                again.isPresent() ? null : "the command was recorded without its content");
    }

    private boolean equal(List<DecisionReplay.Event> replayed, List<HistoryEvent> recorded) {
        if (replayed.size() != recorded.size()) {
            return false;
        }
        for (int i = 0; i < replayed.size(); i++) {
            if (!equal(replayed.get(i), recorded.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean equal(DecisionReplay.Event replayed, HistoryEvent recorded) {
        if (replayed.type().equals(recorded.type())) {
            return Arrays.equals(replayed.data(), recorded.data());
        }
        // What was stored in an earlier version is compared in the present one.
        DomainEvent present = history.read(recorded);
        return EventCatalog.of(present.getClass()).wireName().equals(replayed.type())
                && Arrays.equals(replayed.data(), EventCodec.json(present));
    }

    private DecisionView refused(Refusal refusal) {
        Optional<Replay> again = refusal.payload()
                .flatMap(payload -> replay(
                        refusal.command(),
                        payload,
                        refusal.after(),
                        refusal.upTo(),
                        replayed -> replayed.code().equals(Optional.of(refusal.code()))
                                && JSON.valueToTree(replayed.details()).equals(JSON.valueToTree(refusal.details()))));
        return new DecisionView(
                "REFUSED",
                refusal.command(),
                refusal.actor(),
                refusal.at(),
                refusal.payload().map(JSON::readTree).orElse(null),
                refusal.code(),
                refusal.details(),
                List.of(),
                List.of(),
                again.orElse(null),
                again.isPresent() ? null : "no content is kept of a refused command that holds sealed personal data");
    }

    /** A refusal is decided at some position of a range that is nearly always of one: the newest one that explains it. */
    private Optional<Replay> replay(
            String command, String payload, long after, long upTo, Predicate<Replayed> isTheSame) {
        Optional<Replay> latest = Optional.empty();
        for (long position = upTo; position >= Math.max(after, upTo - TRIES_MAX); position--) {
            Optional<Replayed> replayed = replay.at(command, payload, position);
            if (replayed.isEmpty()) {
                return Optional.empty();
            }
            Replay shown = shown(position, replayed.get(), isTheSame.test(replayed.get()));
            if (shown.same()) {
                return Optional.of(shown);
            }
            latest = latest.isEmpty() ? Optional.of(shown) : latest;
        }
        return latest;
    }

    private static Replay shown(long position, Replayed replayed, boolean same) {
        return new Replay(
                position,
                replayed.code().isPresent() ? "REFUSED" : "ACCEPTED",
                replayed.code().orElse(null),
                replayed.details(),
                same,
                replayed.readings().stream()
                        .map(read -> new Reading(
                                read.model().name(),
                                read.id(),
                                read.events(),
                                read.position(),
                                StateJson.of(read.model(), read.state())))
                        .toList());
    }

    @Operation(summary = "The log of refused commands, oldest first")
    @ApiResponse(
            responseCode = "200",
            description = "One refusal a line",
            content = @Content(mediaType = MediaType.APPLICATION_NDJSON_VALUE, schema = @Schema(type = "string")))
    @GetMapping(path = "/audit/refusals", produces = MediaType.APPLICATION_NDJSON_VALUE)
    ResponseEntity<byte[]> refusals(
            @Parameter(description = "Begins after this number of the log") @RequestParam Optional<Long> after,
            @Parameter(description = "A refusal code") @RequestParam Optional<String> code,
            @Parameter(description = "Who sent the command") @RequestParam Optional<String> actor,
            @Parameter(description = "How many at most; 10,000 where it is absent or more") @RequestParam
                    Optional<Integer> limit)
            throws IOException {
        StringBuilder lines = new StringBuilder();
        int most = Math.min(limit.orElse(REFUSALS_MAX), REFUSALS_MAX);
        for (RefusalLog.Logged one : refusals.after(after.orElse(0L), code, actor, most)) {
            Refusal refusal = one.refusal();
            lines.append(JSON.writeValueAsString(new Line(
                            one.number(),
                            refusal.at(),
                            refusal.commandId(),
                            refusal.command(),
                            refusal.actor(),
                            refusal.code(),
                            refusal.details(),
                            refusal.payload().map(JSON::readTree).orElse(null))))
                    .append('\n');
        }
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.APPLICATION_NDJSON, StandardCharsets.UTF_8))
                .body(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** One line of the log. */
    record Line(
            long number,
            Instant at,
            String commandId,
            String command,
            String actor,
            String code,
            Map<String, Object> details,
            JsonNode data) {}

    /** All decisions about one command id, the oldest first: a refused command may have been sent again. */
    record Decisions(UUID commandId, List<DecisionView> decisions) {}

    /**
     * One decision.
     *
     * @param outcome ACCEPTED or REFUSED
     * @param data the command as its rule saw it; null where it is not kept
     * @param code why it was refused; null where it was accepted
     * @param replay the decision made again; null where that cannot be
     * @param notReplayed why not
     */
    record DecisionView(
            String outcome,
            String command,
            String actor,
            Instant decidedAt,
            JsonNode data,
            String code,
            Map<String, Object> details,
            List<Recorded> events,
            List<Warning> warnings,
            Replay replay,
            String notReplayed) {}

    /** An event that was recorded. */
    record Recorded(long position, UUID id, String type) {}

    /**
     * A decision made again.
     *
     * @param position the last position that the rule knew
     * @param same whether it is what was decided then, to the byte of each event
     * @param read what the rule read
     */
    record Replay(
            long position,
            String outcome,
            String code,
            Map<String, Object> details,
            boolean same,
            List<Reading> read) {}

    /** A state that the rule read. */
    record Reading(String model, String id, long events, long lastEvent, JsonNode state) {}
}
