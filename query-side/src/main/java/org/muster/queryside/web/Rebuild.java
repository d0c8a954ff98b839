package org.muster.queryside.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.muster.messaging.rebuilding.RebuildAnswer;
import org.muster.messaging.rebuilding.RebuildState;
import org.muster.messaging.rebuilding.SwitchPolicy;
import org.muster.queryside.projection.Rebuilding;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /admin/projections/{name}/rebuild…} and {@code …/generations}: read models built anew without downtime. */
@RestController
class Rebuild implements RebuildApi {

    private static final int BODY_BYTES_MAX = 4096;
    private static final String SWITCH = "switch";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    /** A valid token that names nobody, as some issuers give to machines. */
    private static final String UNNAMED = "unnamed";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Rebuilding rebuilding;

    Rebuild(Rebuilding rebuilding) {
        this.rebuilding = rebuilding;
    }

    @Override
    @PostMapping(path = "/admin/projections/{name}/rebuild", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<Object> rebuild(@PathVariable String name, HttpServletRequest request, Authentication caller)
            throws IOException {
        if (!rebuilding.knows(name)) {
            return unknown();
        }
        return wanted(request, policy -> switch (rebuilding.request(name, policy, who(caller))) {
            case RebuildAnswer.Accepted(RebuildState state) ->
                ResponseEntity.accepted()
                        .location(URI.create("/admin/projections/" + name + "/rebuilds/" + state.id()))
                        .body(RebuildView.of(state));
            case RebuildAnswer.Running(RebuildState state) ->
                Problem.of(
                                HttpStatus.CONFLICT,
                                "REBUILD_RUNNING",
                                "Rebuild " + state.id() + " of this projection has not ended.")
                        .response();
            case RebuildAnswer.Unknown() -> unknown();
        });
    }

    @Override
    @PostMapping(path = "/admin/projections/rebuild", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<Object> rebuildAll(HttpServletRequest request, Authentication caller) throws IOException {
        return wanted(request, policy -> {
            List<RebuildView> asked = new ArrayList<>();
            List<String> running = new ArrayList<>();
            rebuilding.requestAll(policy, who(caller)).forEach((name, answer) -> {
                if (answer instanceof RebuildAnswer.Accepted(RebuildState state)) {
                    asked.add(RebuildView.of(state));
                } else {
                    running.add(name);
                }
            });
            return ResponseEntity.accepted().body(new RebuildView.Asked(asked, running));
        });
    }

    /** Reads what the body wants, and asks for it only if that is clear. */
    private static ResponseEntity<Object> wanted(
            HttpServletRequest request, Function<SwitchPolicy, ResponseEntity<Object>> ask) throws IOException {
        Parameters parameters = Parameters.of(request);
        byte[] body = request.getInputStream().readNBytes(BODY_BYTES_MAX + 1);
        if (body.length > BODY_BYTES_MAX) {
            return Problem.of(
                            HttpStatus.CONTENT_TOO_LARGE,
                            HttpStatus.CONTENT_TOO_LARGE.name(),
                            "At most " + BODY_BYTES_MAX + " bytes.")
                    .response();
        }
        Optional<SwitchPolicy> policy;
        try {
            policy = body.length == 0 ? Optional.of(SwitchPolicy.ALWAYS) : policyIn(JSON.readTree(body));
        } catch (JacksonException notJson) {
            return Problem.of(HttpStatus.BAD_REQUEST, "MALFORMED_REQUEST", "The body is not JSON.")
                    .response();
        }
        if (policy.isEmpty()) {
            parameters.error(SWITCH, "always, if-equal or never, in an object with nothing else");
        }
        return parameters.problem().map(Problem::response).orElseGet(() -> ask.apply(policy.orElseThrow()));
    }

    /** Empty if it is none. */
    private static Optional<SwitchPolicy> policyIn(JsonNode given) {
        boolean onlyThat = given.isObject() && given.propertyNames().stream().allMatch(SWITCH::equals);
        if (!onlyThat) {
            return Optional.empty();
        }
        JsonNode word = given.path(SWITCH);
        return word.isMissingNode()
                ? Optional.of(SwitchPolicy.ALWAYS)
                : word.isString() ? SwitchWord.parse(word.stringValue()) : Optional.empty();
    }

    @Override
    @PostMapping(path = "/admin/projections/{name}/rebuild/pause", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<Object> pause(@PathVariable String name, HttpServletRequest request, Authentication caller) {
        return answered(name, Parameters.of(request), () -> changed(rebuilding.pause(name, who(caller))));
    }

    @Override
    @PostMapping(path = "/admin/projections/{name}/rebuild/resume", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<Object> resume(@PathVariable String name, HttpServletRequest request, Authentication caller) {
        return answered(name, Parameters.of(request), () -> changed(rebuilding.resume(name, who(caller))));
    }

    @Override
    @PostMapping(path = "/admin/projections/{name}/rebuild/cancel", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<Object> cancel(@PathVariable String name, HttpServletRequest request, Authentication caller) {
        return answered(name, Parameters.of(request), () -> changed(rebuilding.cancel(name, who(caller))));
    }

    private static ResponseEntity<Object> changed(Optional<RebuildState> state) {
        return state.<ResponseEntity<Object>>map(found -> ResponseEntity.ok(RebuildView.of(found)))
                .orElseGet(() -> Problem.of(
                                HttpStatus.CONFLICT, "NO_REBUILD_RUNNING", "No rebuild of this projection is open.")
                        .response());
    }

    @Override
    @GetMapping(path = "/admin/projections/{name}/rebuilds", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<Object> rebuilds(@PathVariable String name, HttpServletRequest request) {
        return answered(
                name,
                Parameters.of(request),
                () -> ResponseEntity.ok(new RebuildView.History(
                        name,
                        rebuilding.history(name).stream().map(RebuildView::of).toList())));
    }

    @Override
    @GetMapping(path = "/admin/projections/{name}/rebuilds/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<Object> rebuild(
            @PathVariable String name, @PathVariable String id, HttpServletRequest request) {
        return answered(
                name,
                Parameters.of(request),
                () -> number(id)
                        .flatMap(number -> rebuilding.find(name, number))
                        .<ResponseEntity<Object>>map(state -> ResponseEntity.ok(RebuildView.of(state)))
                        .orElseGet(() -> Problem.of(
                                        HttpStatus.NOT_FOUND, "REBUILD_UNKNOWN", "This projection has no such rebuild.")
                                .response()));
    }

    @Override
    @GetMapping(path = "/admin/projections/{name}/generations", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<Object> generations(@PathVariable String name, HttpServletRequest request) {
        return answered(
                name,
                Parameters.of(request),
                () -> ResponseEntity.ok(new RebuildView.AllTables(
                        name,
                        rebuilding.generations(name).stream()
                                .map(RebuildView.Tables::of)
                                .toList())));
    }

    @Override
    @DeleteMapping(
            path = "/admin/projections/{name}/generations/{generation}",
            produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<Object> drop(
            @PathVariable String name,
            @PathVariable String generation,
            HttpServletRequest request,
            Authentication caller) {
        return answered(
                name,
                Parameters.of(request),
                () -> number(generation)
                        .map(number -> switch (rebuilding.drop(name, number, who(caller))) {
                            case DROPPED -> ResponseEntity.noContent().<Object>build();
                            case IN_USE ->
                                Problem.of(
                                                HttpStatus.CONFLICT,
                                                "GENERATION_IN_USE",
                                                "This generation is the active one, or being filled.")
                                        .response();
                            case UNKNOWN -> noGeneration();
                        })
                        .orElseGet(Rebuild::noGeneration));
    }

    private static Optional<Integer> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private ResponseEntity<Object> answered(
            String name, Parameters parameters, Supplier<ResponseEntity<Object>> answer) {
        return rebuilding.knows(name)
                ? parameters.problem().map(Problem::response).orElseGet(answer)
                : unknown();
    }

    private static ResponseEntity<Object> unknown() {
        return Problem.of(HttpStatus.NOT_FOUND, "PROJECTION_UNKNOWN", "There is no projection of this name.")
                .response();
    }

    private static ResponseEntity<Object> noGeneration() {
        return Problem.of(HttpStatus.NOT_FOUND, "GENERATION_UNKNOWN", "This projection has no such generation.")
                .response();
    }

    private static String who(Authentication caller) {
        return caller.getName() == null ? UNNAMED : caller.getName();
    }
}
