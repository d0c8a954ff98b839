package org.muster.commandside.audit;

import static io.swagger.v3.oas.annotations.enums.ParameterIn.QUERY;
import static org.muster.commandside.audit.AuditQuery.AFTER;
import static org.muster.commandside.audit.AuditQuery.LIMIT;
import static org.muster.commandside.audit.AuditQuery.TAG;
import static org.muster.commandside.audit.AuditQuery.TYPES;

import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.muster.commandside.adapter.axon.History;
import org.muster.commandside.adapter.axon.HistoryEvent;
import org.muster.commandside.adapter.http.AllowedParameters;
import org.muster.commandside.adapter.http.Parameters;
import org.muster.events.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
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

    private final History history;

    AuditController(History history) {
        this.history = history;
    }

    @GetMapping(path = "/audit/events", produces = MediaType.APPLICATION_NDJSON_VALUE)
    @Parameter(name = TAG, in = QUERY, description = "key:value; given more than once, all must be carried")
    @Parameter(name = TYPES, in = QUERY, description = "Names of the catalog, comma-separated: one of these")
    @Parameter(name = AFTER, in = QUERY, description = "Begins after this position")
    @Parameter(name = LIMIT, in = QUERY, description = "How many events at most")
    void events(
            @Parameter(hidden = true) @AllowedParameters({TAG, TYPES, AFTER, LIMIT}) Parameters parameters,
            HttpServletResponse response)
            throws IOException {
        AuditQuery query = AuditQuery.of(parameters);
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
