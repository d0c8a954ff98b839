package org.muster.web.journal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /audit/door}: who came in, who was refused, and who read what is recorded. */
@RestController
class DoorJournalController {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int ENTRIES_MAX = 10_000;

    private final DoorJournal journal;

    DoorJournalController(DoorJournal journal) {
        this.journal = journal;
    }

    @Operation(summary = "Sign-ins, refused requests and recorded reads of this door, oldest first")
    @ApiResponse(
            responseCode = "200",
            description = "One entry a line",
            content = @Content(mediaType = MediaType.APPLICATION_NDJSON_VALUE, schema = @Schema(type = "string")))
    @GetMapping(path = "/audit/door", produces = MediaType.APPLICATION_NDJSON_VALUE)
    ResponseEntity<byte[]> door(
            @Parameter(description = "Begins after this number of the journal") @RequestParam Optional<Long> after,
            @Parameter(description = "Whose requests") @RequestParam Optional<String> caller,
            @Parameter(description = "How many at most; 10,000 where it is absent or more") @RequestParam
                    Optional<Integer> limit) {
        StringBuilder lines = new StringBuilder();
        journal.after(after.orElse(0L), caller, Math.min(limit.orElse(ENTRIES_MAX), ENTRIES_MAX))
                .forEach(one -> lines.append(JSON.writeValueAsString(line(one))).append('\n'));
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.APPLICATION_NDJSON, StandardCharsets.UTF_8))
                .body(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> line(DoorEntry.Numbered one) {
        Map<String, Object> line = new LinkedHashMap<>();
        DoorEntry entry = one.entry();
        line.put("number", one.number());
        line.put("at", entry.at().toString());
        line.put("kind", entry.kind().name());
        entry.caller().ifPresent(caller -> line.put("caller", caller));
        entry.client().ifPresent(client -> line.put("client", client));
        line.put("address", entry.address());
        line.put("method", entry.method());
        line.put("target", entry.target());
        if (entry.status() > 0) {
            line.put("status", entry.status());
        }
        return line;
    }
}
