package org.muster.commandside.personaldata;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.commandside.adapter.axon.history.History;
import org.muster.commandside.personaldata.AccessLog.Outcome;
import org.muster.commandside.personaldata.Separations.Separation;
import org.muster.commandside.vault.SealedReasons;
import org.muster.commandside.vault.Vault;
import org.muster.events.Tag;
import org.muster.events.assignment.SeparationReason;
import org.muster.web.problem.FieldError;
import org.muster.web.problem.Problem;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Classified reasons of separation: for who reads the restricted roster, by assignments, and for who reads personal data, by
 * volunteer. Each access is recorded, for each person, before anything is shown.
 */
@RestController
class SeparationReasonsController {

    /** More do not fit into an address. */
    private static final int ASSIGNMENTS_MAX = 100;

    private final History history;
    private final SealedReasons reasons;
    private final AccessLog accesses;

    SeparationReasonsController(History history, Vault vault, AccessLog accesses) {
        this.history = history;
        this.reasons = vault.sealedReasons();
        this.accesses = accesses;
    }

    @Operation(summary = "Classified reasons of separation, for the restricted roster. Each access is recorded")
    @ApiResponse(
            responseCode = "200",
            description = "By assignment; without those that ended for another reason, or whose person was erased",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")))
    @GetMapping(path = "/roster/separation-reasons", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, SeparationReason>> ofAssignments(
            @Parameter(description = "The assignments' identifiers, at most " + ASSIGNMENTS_MAX) @RequestParam
                    List<Identifier> assignment,
            @Parameter(description = "The position as of which; the last one where it is absent") @RequestParam
                    Optional<Long> knownAt,
            Authentication caller) {
        if (assignment.size() > ASSIGNMENTS_MAX) {
            throw Problem.invalid(FieldError.query("assignment", "must be given " + ASSIGNMENTS_MAX + " times at most"))
                    .exception();
        }
        return shown(
                assignment.stream().map(Identifier::value).toList(),
                Math.min(knownAt.orElse(Long.MAX_VALUE), history.head()),
                Purpose.ROSTER,
                caller);
    }

    @Operation(summary = "Classified reasons for which a person's assignments ended. Each access is recorded")
    @ApiResponse(
            responseCode = "200",
            description = "By assignment; without those that ended for another reason, or whose person was erased",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")))
    @GetMapping(path = "/personal-data/{volunteer}/separation-reasons", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, SeparationReason>> ofVolunteer(
            @PathVariable Identifier volunteer,
            @Parameter(description = "What for") @RequestParam Purpose purpose,
            Authentication caller) {
        return shown(
                Separations.assignments(history, Tag.volunteer(volunteer.value())), history.head(), purpose, caller);
    }

    private ResponseEntity<Map<String, SeparationReason>> shown(
            Collection<String> assignments, long knownAt, Purpose purpose, Authentication caller) {
        Map<String, SeparationReason> shown = new LinkedHashMap<>();
        List<Runnable> records = new ArrayList<>();
        for (Separation one : Separations.of(history, assignments, knownAt)) {
            Optional<SeparationReason> reason = reasons.reveal(one.assignment(), one.sealed());
            reason.ifPresent(known -> shown.put(one.assignment(), known));
            Outcome outcome = reason.isPresent() ? Outcome.SHOWN : Outcome.ERASED;
            records.add(() -> accesses.record(caller.getName(), one.volunteer(), purpose, outcome));
        }
        records.forEach(Runnable::run);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(shown);
    }
}
