package org.muster.commandside.audit.state;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.muster.catalog.EventCatalog;
import org.muster.commandside.adapter.axon.history.History;
import org.muster.commandside.adapter.axon.history.HistoryEvent;
import org.muster.commandside.adapter.axon.state.PastStates;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.web.limits.Places;
import org.muster.web.problem.FieldError;
import org.muster.web.problem.Problem;
import org.muster.web.problem.WebProblem;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /audit/state}: what was known at a moment, folded by the very models that decide. */
@RestController
class StateController {

    /** A state may take the events of a whole mission: a few at a time. */
    private static final int READERS_MAX = 8;

    private static final int READERS_OF_CALLER_MAX = 2;
    private static final int EVENTS_MAX = 1_000;

    private final History history;
    private final PastStates states;
    private final DecisionModels models;
    private final Places places = new Places(READERS_MAX, READERS_OF_CALLER_MAX);

    StateController(History history, PastStates states, DecisionModels models) {
        this.history = history;
        this.states = states;
        this.models = models;
    }

    @Operation(summary = "The decision models, and the events that each reads")
    @GetMapping(path = "/audit/state", produces = MediaType.APPLICATION_JSON_VALUE)
    List<Model> models() {
        return models.all().values().stream()
                .map(model -> new Model(
                        model.name(),
                        model.version(),
                        model.tag("x").key(),
                        model.reads().stream()
                                .map(type -> EventCatalog.of(type).wireName())
                                .sorted()
                                .toList()))
                .toList();
    }

    @Operation(
            summary = "The state of an entity as of a position or an instant; the present one where neither is given")
    @GetMapping(path = "/audit/state/{model}/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    State state(
            @PathVariable String model,
            @PathVariable String id,
            @Parameter(description = "Position or instant") @RequestParam Optional<PointInTime> at,
            Authentication caller) {
        DecisionModel<?> known = model(model);
        long upTo = at.map(moment -> moment.resolve(history, "at")).orElseGet(history::head);
        try (Places.Place _ = places.take(caller.getName())) {
            return state(known, id, upTo);
        }
    }

    @Operation(summary = "What changed between two moments, and the events that changed it")
    @GetMapping(path = "/audit/state/{model}/{id}/diff", produces = MediaType.APPLICATION_JSON_VALUE)
    Diff diff(
            @PathVariable String model,
            @PathVariable String id,
            @Parameter(description = "Position or instant") @RequestParam PointInTime from,
            @Parameter(description = "Position or instant; now where it is absent") @RequestParam
                    Optional<PointInTime> to,
            Authentication caller) {
        DecisionModel<?> known = model(model);
        long after = from.resolve(history, "from");
        long upTo = to.map(moment -> moment.resolve(history, "to")).orElseGet(history::head);
        if (after > upTo) {
            throw Problem.invalid(FieldError.query("from", "must not be later than to"))
                    .exception();
        }
        try (Places.Place _ = places.take(caller.getName())) {
            JsonNode before = state(known, id, after).state();
            JsonNode now = state(known, id, upTo).state();
            List<HistoryEvent> events = history.page(
                    List.of(Set.of(known.tag(id))),
                    known.reads().stream().map(EventCatalog::of).collect(Collectors.toSet()),
                    after,
                    upTo,
                    EVENTS_MAX);
            return new Diff(
                    after,
                    upTo,
                    StateJson.differences(before, now),
                    events.stream()
                            .map(event -> new Cause(
                                    event.position(),
                                    event.type(),
                                    event.recordedAt(),
                                    event.commandId(),
                                    event.actor()))
                            .toList());
        }
    }

    private DecisionModel<?> model(String name) {
        return models.named(name)
                .orElseThrow(() -> Problem.of(
                                WebProblem.NOT_FOUND,
                                "Models are " + String.join(", ", models.all().keySet()))
                        .exception());
    }

    private <S> State state(DecisionModel<S> model, String id, long upTo) {
        PastStates.Folded<S> folded = states.at(model, id, upTo);
        return new State(
                model.name(),
                model.version(),
                id,
                upTo,
                folded.events(),
                folded.position(),
                StateJson.of(model, folded.state()));
    }

    /**
     * A decision model.
     *
     * @param tag the key of the tag that names its entity
     * @param reads the events that it folds
     */
    record Model(String name, int version, String tag, List<String> reads) {}

    /**
     * A state.
     *
     * @param at the position as of which it is
     * @param events how many events were folded; 0: the entity was not on record
     * @param lastEvent position of the last of them
     */
    record State(String model, int version, String id, long at, long events, long lastEvent, JsonNode state) {}

    /**
     * What changed.
     *
     * @param events the first events that changed it, at most 1,000
     */
    record Diff(long from, long to, List<StateJson.Difference> differences, List<Cause> events) {}

    /** An event that changed the state. */
    record Cause(long position, String type, Instant recordedAt, String commandId, String actor) {}
}
