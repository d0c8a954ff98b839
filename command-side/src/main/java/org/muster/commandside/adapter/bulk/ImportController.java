package org.muster.commandside.adapter.bulk;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.muster.commandside.adapter.http.CommandProblem;
import org.muster.commandside.adapter.security.Callers;
import org.muster.commandside.intake.Caller;
import org.muster.commandside.intake.Caller.Channel;
import org.muster.web.limits.Places;
import org.muster.web.problem.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code /imports}: large files. The upload is kept, sealed, and answered 202; its lines, those of {@code POST /commands},
 * are done afterwards, across restarts. Each import is for whom sent it.
 */
@RestController
class ImportController {

    private static final String TEXT_CSV = "text/csv";
    private static final int UPLOADS_MAX = 8;
    private static final int UPLOADS_OF_CALLER_MAX = 2;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ImportStore store;
    private final ImportRunner runner;
    private final Places uploads = new Places(UPLOADS_MAX, UPLOADS_OF_CALLER_MAX);

    ImportController(ImportStore store, ImportRunner runner) {
        this.store = store;
        this.runner = runner;
    }

    @Operation(
            summary = "Import a large file of commands",
            description =
                    "The lines of POST /commands. Answered once the file is on disk, sealed; Location is where its"
                            + " progress can be read. With dryRun=true nothing is recorded: the outcome of each line is what"
                            + " would be, as if the lines before it had been imported.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = MediaType.APPLICATION_NDJSON_VALUE, schema = @Schema(type = "string")))
    @PostMapping(
            path = "/imports",
            consumes = MediaType.APPLICATION_NDJSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<ImportProgress> receive(
            @RequestParam(defaultValue = "false") boolean dryRun, HttpServletRequest request, Authentication caller)
            throws IOException {
        Caller sender = Callers.of(caller, Channel.IMPORT);
        try (Places.Place _ = uploads.take(sender.actor())) {
            StoredImport received = store.receive(new SteadyUpload(request.getInputStream()), sender, dryRun);
            runner.add(received);
            return ResponseEntity.accepted()
                    .location(URI.create("/imports/" + received.id()))
                    .body(runner.progress(received));
        }
    }

    @Operation(summary = "Your imports, the oldest first")
    @GetMapping(path = "/imports", produces = MediaType.APPLICATION_JSON_VALUE)
    List<ImportProgress> all(Authentication caller) {
        return store.all().stream()
                .filter(stored -> stored.actor().equals(Callers.name(caller)))
                .map(runner::progress)
                .toList();
    }

    @Operation(summary = "How far an import is")
    @GetMapping(path = "/imports/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ImportProgress progress(@PathVariable UUID id, Authentication caller) {
        return runner.progress(own(id, caller));
    }

    @Operation(summary = "The outcome of each line so far")
    @ApiResponse(
            responseCode = "200",
            description = "What POST /commands would answer to each line, as JSON or CSV by Accept",
            content = {
                @Content(mediaType = MediaType.APPLICATION_NDJSON_VALUE, schema = @Schema(type = "string")),
                @Content(mediaType = TEXT_CSV, schema = @Schema(type = "string"))
            })
    @GetMapping(path = "/imports/{id}/outcomes", produces = MediaType.APPLICATION_NDJSON_VALUE)
    void outcomes(@PathVariable UUID id, Authentication caller, HttpServletResponse response) throws IOException {
        Optional<Path> outcomes = store.outcomes(own(id, caller).id());
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        if (outcomes.isPresent()) {
            Files.copy(outcomes.get(), response.getOutputStream());
        }
    }

    @Operation(hidden = true)
    @GetMapping(path = "/imports/{id}/outcomes", produces = TEXT_CSV)
    void table(@PathVariable UUID id, Authentication caller, HttpServletResponse response) throws IOException {
        StoredImport stored = own(id, caller);
        Optional<Path> outcomes = store.outcomes(stored.id());
        response.setContentType(TEXT_CSV + ";charset=UTF-8");
        Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        out.write("line,status,code,commandId,position,fields,dryRun\r\n");
        if (outcomes.isPresent()) {
            try (BufferedReader lines = Files.newBufferedReader(outcomes.get())) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    out.write(row(JSON.readTree(line), stored.dryRun()));
                }
            }
        }
        out.flush();
    }

    /** Every cell is a number, an id, a code or the name of a field of ours. */
    private static String row(JsonNode outcome, boolean dryRun) {
        JsonNode problem = outcome.path("problem");
        return "%d,%d,%s,%s,%s,%s,%b\r\n"
                .formatted(
                        outcome.path("line").asLong(),
                        outcome.path("status").asInt(),
                        problem.path("code").asString(""),
                        outcome.path("commandId").asString(""),
                        outcome.path("position").asString(""),
                        problem.path("errors")
                                .valueStream()
                                .map(error -> error.path("field").asString(""))
                                .collect(Collectors.joining(" ")),
                        dryRun);
    }

    @Operation(summary = "Forget an import that is done")
    @DeleteMapping("/imports/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, Authentication caller) {
        if (!store.isDone(own(id, caller).id())) {
            throw Problem.of(CommandProblem.IMPORT_RUNNING).exception();
        }
        store.delete(id);
    }

    private StoredImport own(UUID id, Authentication caller) {
        return store.find(id)
                .filter(stored -> stored.actor().equals(Callers.name(caller)))
                .orElseThrow(() -> Problem.of(CommandProblem.UNKNOWN_IMPORT).exception());
    }
}
