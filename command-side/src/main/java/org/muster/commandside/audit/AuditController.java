package org.muster.commandside.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.commandside.adapter.axon.History;
import org.muster.commandside.adapter.axon.HistoryEvent;
import org.muster.events.Tag;
import org.muster.web.limits.Places;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.RawValue;

/**
 * {@code GET /audit/events}: history as it was recorded, up to the last event there was when the answer began. In pages,
 * so that an answer of any length takes little memory and no long transaction.
 */
@RestController
class AuditController {

    private static final int PAGE = 500;

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Audits read for long, and from few connections: one caller cannot have them all. */
    private static final int AUDITS_MAX = 32;

    private static final int AUDITS_OF_CALLER_MAX = 8;

    private final History history;
    private final Places places = new Places(AUDITS_MAX, AUDITS_OF_CALLER_MAX);

    AuditController(History history) {
        this.history = history;
    }

    @Operation(summary = "The history as it was recorded, oldest first")
    @ApiResponse(
            responseCode = "200",
            description = "One event a line",
            content = @Content(mediaType = MediaType.APPLICATION_NDJSON_VALUE, schema = @Schema(type = "string")))
    @GetMapping(path = "/audit/events", produces = MediaType.APPLICATION_NDJSON_VALUE)
    void events(
            @Parameter(description = "key:value; given more than once, all must be carried")
                    @RequestParam(defaultValue = "")
                    List<String> tag,
            @Parameter(description = "Names of the catalog, comma-separated: one of these")
                    @RequestParam(defaultValue = "")
                    List<String> types,
            @Parameter(description = "Begins after this position") @RequestParam Optional<Long> after,
            @Parameter(description = "How many events at most") @RequestParam Optional<Long> limit,
            Principal caller,
            HttpServletResponse response)
            throws IOException {
        AuditQuery query = AuditQuery.of(tag, types, after, limit);
        try (Places.Place _ = places.take(String.valueOf(caller.getName()))) {
            write(query, response);
        }
    }

    private void write(AuditQuery query, HttpServletResponse response) throws IOException {
        long upTo = history.head();
        // The first page is read before the answer begins, so that an unavailable store is shown by a status.
        List<HistoryEvent> page = page(query, query.after(), upTo, query.limit());
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        OutputStream out = response.getOutputStream();
        long left = query.limit();
        while (!page.isEmpty()) {
            for (HistoryEvent event : page) {
                out.write(JSON.writeValueAsBytes(line(event)));
                out.write('\n');
            }
            left -= page.size();
            if (left <= 0 || page.size() < PAGE) {
                break;
            }
            page = page(query, page.getLast().position(), upTo, left);
        }
        out.flush();
    }

    private List<HistoryEvent> page(AuditQuery query, long after, long upTo, long left) {
        return after >= upTo
                ? List.of()
                : history.page(query.tags(), query.types(), after, upTo, (int) Math.min(PAGE, left));
    }

    private static Map<String, Object> line(HistoryEvent event) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("commandId", event.commandId());
        metadata.put("actor", event.actor());
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("position", event.position());
        line.put("id", event.id());
        line.put("type", event.type());
        line.put("time", event.recordedAt());
        line.put("subject", event.subject().toString());
        line.put("tags", event.tags().stream().map(Tag::toString).sorted().toList());
        line.put("data", new RawValue(new String(event.data(), StandardCharsets.UTF_8)));
        line.put("metadata", metadata);
        return line;
    }
}
