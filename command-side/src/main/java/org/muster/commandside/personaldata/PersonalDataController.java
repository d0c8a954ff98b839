package org.muster.commandside.personaldata;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.muster.commandside.adapter.axon.history.History;
import org.muster.commandside.personaldata.AccessLog.Outcome;
import org.muster.commandside.vault.Vault;
import org.muster.events.Tag;
import org.muster.events.volunteer.SealedPersonalData;
import org.muster.web.problem.Problem;
import org.muster.web.problem.WebProblem;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /personal-data/{volunteer}}: who a person is; and {@code GET /audit/accesses}: who asked. */
@RestController
class PersonalDataController {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int ACCESSES_MAX = 10_000;

    private final History history;
    private final Vault vault;
    private final AccessLog accesses;

    PersonalDataController(History history, Vault vault, AccessLog accesses) {
        this.history = history;
        this.vault = vault;
        this.accesses = accesses;
    }

    @Operation(summary = "Who a person is. Each access is recorded with its purpose before anything is shown")
    @ApiResponse(
            responseCode = "200",
            description = "name, birthDate, passport, contact, nextOfKin",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")))
    @GetMapping(path = "/personal-data/{volunteer}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> personalData(
            @PathVariable("volunteer") Identifier identifier,
            @Parameter(description = "What for") @RequestParam Purpose purpose,
            Authentication caller) {
        String volunteer = identifier.value();
        Optional<SealedPersonalData> sealed = sealed(volunteer);
        Optional<byte[]> data = sealed.flatMap(known -> vault.reveal(volunteer, known));
        Outcome outcome = data.isPresent() ? Outcome.SHOWN : sealed.isPresent() ? Outcome.ERASED : Outcome.UNKNOWN;
        accesses.record(caller.getName(), volunteer, purpose, outcome);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .body(data.orElseThrow(() -> Problem.of(
                                WebProblem.NOT_FOUND,
                                outcome == Outcome.ERASED
                                        ? "The person's data were erased"
                                        : "No such volunteer is on record")
                        .exception()));
    }

    /** As they were last recorded. */
    private Optional<SealedPersonalData> sealed(String volunteer) {
        return PersonalEvents.of(history, Tag.volunteer(volunteer))
                .reduce((before, after) -> after)
                .map(PersonalEvents.Personal::data);
    }

    @Operation(summary = "Who read personal data, of whom and what for, oldest first")
    @ApiResponse(
            responseCode = "200",
            description = "One access a line",
            content = @Content(mediaType = MediaType.APPLICATION_NDJSON_VALUE, schema = @Schema(type = "string")))
    @GetMapping(path = "/audit/accesses", produces = MediaType.APPLICATION_NDJSON_VALUE)
    ResponseEntity<byte[]> accesses(
            @Parameter(description = "Begins after this number of the log") @RequestParam Optional<Long> after,
            @Parameter(description = "Whose data") @RequestParam Optional<Identifier> volunteer,
            @Parameter(description = "Who read them") @RequestParam Optional<String> actor,
            @Parameter(description = "How many at most; 10,000 where it is absent or more") @RequestParam
                    Optional<Integer> limit) {
        StringBuilder lines = new StringBuilder();
        int most = Math.min(limit.orElse(ACCESSES_MAX), ACCESSES_MAX);
        accesses.after(after.orElse(0L), volunteer.map(Identifier::value), actor, most)
                .forEach(one -> lines.append(JSON.writeValueAsString(one)).append('\n'));
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.APPLICATION_NDJSON, StandardCharsets.UTF_8))
                .body(lines.toString().getBytes(StandardCharsets.UTF_8));
    }
}
