package org.muster.commandside.audit.page;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.muster.commandside.adapter.axon.history.History;
import org.muster.commandside.adapter.axon.history.HistoryEvent;
import org.muster.events.Tag;
import org.muster.web.problem.Problem;
import org.muster.web.problem.WebProblem;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /audit/page/{kind}/{id}}: the history of a mission, a volunteer or an assignment, to be read by people. */
@RestController
class HistoryPageController {

    private static final Map<String, String> KINDS =
            Map.of("mission", Tag.MISSION, "volunteer", Tag.VOLUNTEER, "assignment", Tag.ASSIGNMENT);

    private static final int EVENTS_MAX = 5_000;

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    /** The page's own style, and nothing else. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'sha256-"
            + hash(HistoryPage.STYLE) + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final History history;

    HistoryPageController(History history) {
        this.history = history;
    }

    @Operation(summary = "The history of a mission, a volunteer or an assignment as a page, oldest first")
    @ApiResponse(
            responseCode = "200",
            description = "Up to 5,000 events",
            content = @Content(mediaType = MediaType.TEXT_HTML_VALUE, schema = @Schema(type = "string")))
    @GetMapping(path = "/audit/page/{kind}/{id}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<byte[]> page(@PathVariable String kind, @PathVariable String id) {
        String key = KINDS.get(kind);
        if (key == null) {
            throw Problem.of(WebProblem.NOT_FOUND).exception();
        }
        Tag subject = new Tag(key, id);
        List<HistoryEvent> events = history.page(List.of(Set.of(subject)), Set.of(), 0, history.head(), EVENTS_MAX + 1);
        boolean more = events.size() > EVENTS_MAX;
        String page = HistoryPage.of(subject, more ? events.subList(0, EVENTS_MAX) : events, more);
        return ResponseEntity.ok()
                .contentType(HTML)
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .cacheControl(CacheControl.noStore())
                .body(page.getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
