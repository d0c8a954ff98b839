package org.muster.queryside.admin;

import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.net.URI;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.messaging.rebuilding.RebuildState;
import org.muster.messaging.rebuilding.RebuildState.SwitchPolicy;
import org.muster.messaging.rebuilding.Rebuilds.RebuildAnswer;
import org.muster.queryside.door.QueryProblem;
import org.muster.queryside.projection.Rebuilding;
import org.muster.web.problem.FieldError;
import org.muster.web.problem.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Read models built anew without downtime. Whoever asks for something is recorded with it. */
@RestController
@RequestMapping("/admin/projections")
class RebuildController {

    private final Rebuilding rebuilding;

    RebuildController(Rebuilding rebuilding) {
        this.rebuilding = rebuilding;
    }

    @Operation(
            summary = "Build a read model anew from the first event",
            description =
                    "Into tables of its own, while reports are answered from the present ones; compares both row by"
                            + " row, and then switches always, only if they are equal, or never. Location is where its state"
                            + " can be read.")
    @PostMapping(path = "/{name}/rebuild", consumes = APPLICATION_JSON_VALUE, produces = APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<RebuildView> rebuild(
            @Parameter(description = "The projection's name") @PathVariable String name,
            @RequestBody RebuildView.Wanted wanted,
            Principal caller) {
        known(name);
        return switch (rebuilding.request(name, policyIn(wanted), AdministratorName.of(caller))) {
            case RebuildAnswer.Accepted(RebuildState state) ->
                ResponseEntity.accepted()
                        .location(URI.create("/admin/projections/" + name + "/rebuilds/" + state.id()))
                        .body(RebuildView.of(state));
            case RebuildAnswer.Running(RebuildState state) ->
                throw Problem.of(QueryProblem.REBUILD_RUNNING, "Rebuild " + state.id())
                        .exception();
            case RebuildAnswer.Unknown() ->
                throw Problem.of(QueryProblem.UNKNOWN_PROJECTION).exception();
        };
    }

    @Operation(
            summary = "Build all read models anew",
            description = "As each by itself, but from one reading of the events, which takes little longer than one.")
    @PostMapping(path = "/rebuild", consumes = APPLICATION_JSON_VALUE, produces = APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    RebuildView.Asked rebuildAll(@RequestBody RebuildView.Wanted wanted, Principal caller) {
        List<RebuildView> asked = new ArrayList<>();
        List<String> running = new ArrayList<>();
        rebuilding.requestAll(policyIn(wanted), AdministratorName.of(caller)).forEach((name, answer) -> {
            if (answer instanceof RebuildAnswer.Accepted(RebuildState state)) {
                asked.add(RebuildView.of(state));
            } else {
                running.add(name);
            }
        });
        return new RebuildView.Asked(asked, running);
    }

    /** Said outright: a body that says nothing must not mean that tables are switched. */
    private static SwitchPolicy policyIn(RebuildView.Wanted wanted) {
        return Optional.ofNullable(wanted.switchPolicy())
                .flatMap(SwitchPolicyParser::parse)
                .orElseThrow(() -> Problem.invalid(FieldError.body("/switch", "must be always, if-equal or never"))
                        .exception());
    }

    @Operation(summary = "Let the rebuild stand still, after the batch in hand")
    @PostMapping(path = "/{name}/rebuild/pause", produces = APPLICATION_JSON_VALUE)
    RebuildView pause(@Parameter(description = "The projection's name") @PathVariable String name, Principal caller) {
        known(name);
        return changed(rebuilding.pause(name, AdministratorName.of(caller)));
    }

    @Operation(summary = "Let the rebuild go on")
    @PostMapping(path = "/{name}/rebuild/resume", produces = APPLICATION_JSON_VALUE)
    RebuildView resume(@Parameter(description = "The projection's name") @PathVariable String name, Principal caller) {
        known(name);
        return changed(rebuilding.resume(name, AdministratorName.of(caller)));
    }

    @Operation(summary = "End the rebuild and drop what it has built; it cannot be resumed")
    @PostMapping(path = "/{name}/rebuild/cancel", produces = APPLICATION_JSON_VALUE)
    RebuildView cancel(@Parameter(description = "The projection's name") @PathVariable String name, Principal caller) {
        known(name);
        return changed(rebuilding.cancel(name, AdministratorName.of(caller)));
    }

    private static RebuildView changed(Optional<RebuildState> state) {
        return state.map(RebuildView::of)
                .orElseThrow(() -> Problem.of(QueryProblem.NO_REBUILD_RUNNING).exception());
    }

    @Operation(summary = "The last rebuilds of a projection, the newest first; 20 at most")
    @GetMapping(path = "/{name}/rebuilds", produces = APPLICATION_JSON_VALUE)
    RebuildView.History rebuilds(@Parameter(description = "The projection's name") @PathVariable String name) {
        known(name);
        return new RebuildView.History(
                name, rebuilding.history(name).stream().map(RebuildView::of).toList());
    }

    @Operation(summary = "A rebuild: how far it is, and how the rows differ once they were compared")
    @GetMapping(path = "/{name}/rebuilds/{id}", produces = APPLICATION_JSON_VALUE)
    RebuildView rebuild(
            @Parameter(description = "The projection's name") @PathVariable String name, @PathVariable Integer id) {
        known(name);
        return rebuilding
                .find(name, id)
                .map(RebuildView::of)
                .orElseThrow(() -> Problem.of(QueryProblem.UNKNOWN_REBUILD).exception());
    }

    @Operation(summary = "The sets of tables of a projection, the newest first")
    @GetMapping(path = "/{name}/generations", produces = APPLICATION_JSON_VALUE)
    RebuildView.AllTables generations(@Parameter(description = "The projection's name") @PathVariable String name) {
        known(name);
        return new RebuildView.AllTables(
                name,
                rebuilding.generations(name).stream()
                        .map(RebuildView.Tables::of)
                        .toList());
    }

    @Operation(summary = "Drop a set of tables that is not in use any more")
    @DeleteMapping(path = "/{name}/generations/{generation}", produces = APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void drop(
            @Parameter(description = "The projection's name") @PathVariable String name,
            @PathVariable Integer generation,
            Principal caller) {
        known(name);
        switch (rebuilding.drop(name, generation, AdministratorName.of(caller))) {
            case DROPPED -> {}
            case IN_USE -> throw Problem.of(QueryProblem.GENERATION_IN_USE).exception();
            case UNKNOWN -> throw Problem.of(QueryProblem.UNKNOWN_GENERATION).exception();
        }
    }

    private void known(String name) {
        if (!rebuilding.knows(name)) {
            throw Problem.of(QueryProblem.UNKNOWN_PROJECTION).exception();
        }
    }
}
