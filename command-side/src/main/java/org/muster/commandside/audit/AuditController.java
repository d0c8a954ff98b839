package org.muster.commandside.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.commandside.adapter.axon.history.History;
import org.muster.commandside.adapter.axon.history.HistoryEvent;
import org.muster.web.limits.Places;
import org.muster.web.problem.FieldError;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AbstractOAuth2Token;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /audit/events}: history as it was recorded. In pages, so that an answer of any length takes little memory and no long
 * transaction. Each line has its position, so a reader goes on where it stopped by {@code after}.
 */
@RestController
class AuditController {

    /** Audits read for long, and from few connections: one caller cannot have them all. */
    private static final int AUDITS_MAX = 32;

    private static final int AUDITS_OF_CALLER_MAX = 8;
    private static final int PAGES_AT_ONCE = 3;

    /** An empty line so often shows both ends that the other one is there. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final Duration FOLLOWED_MAX = Duration.ofHours(1);

    private final History history;
    private final Followers followers;
    private final Places places = new Places(AUDITS_MAX, AUDITS_OF_CALLER_MAX);
    private final FairReads reads = new FairReads(PAGES_AT_ONCE);

    AuditController(History history, Followers followers) {
        this.history = history;
        this.followers = followers;
    }

    @Operation(summary = "The history as it was recorded, oldest first; as lines, as CSV or as CloudEvents")
    @ApiResponse(
            responseCode = "200",
            description = "One event a line",
            content = {
                @Content(mediaType = MediaType.APPLICATION_NDJSON_VALUE, schema = @Schema(type = "string")),
                @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
                @Content(mediaType = "application/cloudevents-batch+json", schema = @Schema(type = "string"))
            })
    @GetMapping(
            path = "/audit/events",
            produces = {MediaType.APPLICATION_NDJSON_VALUE, "text/csv", "application/cloudevents-batch+json"})
    void events(
            @Parameter(description = "key:value; given more than once, all must be carried; commas stand for or")
                    @RequestParam(defaultValue = "")
                    List<String> tag,
            @Parameter(description = "Names of the catalog, comma-separated: one of these")
                    @RequestParam(defaultValue = "")
                    List<String> types,
            @Parameter(description = "Begins after this position") @RequestParam Optional<Long> after,
            @Parameter(description = "Ends with this position") @RequestParam Optional<Long> upTo,
            @Parameter(description = "Recorded at this instant or later") @RequestParam Optional<Instant> recordedFrom,
            @Parameter(description = "Recorded before this instant") @RequestParam Optional<Instant> recordedTo,
            @Parameter(description = "Effective on this date or later") @RequestParam Optional<LocalDate> effectiveFrom,
            @Parameter(description = "Effective on this date or earlier") @RequestParam Optional<LocalDate> effectiveTo,
            @Parameter(description = "Who sent the command") @RequestParam Optional<String> actor,
            @Parameter(description = "key:value of the entity to whose history the event belongs first") @RequestParam
                    Optional<String> subject,
            @Parameter(description = "How many events at most") @RequestParam Optional<Long> limit,
            @Parameter(description = "oldest first, or newest first") @RequestParam Optional<EventOrder> order,
            @Parameter(description = "true: stays open, and goes on with what is recorded meanwhile") @RequestParam
                    Optional<Boolean> follow,
            Authentication caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        List<FieldError> errors = new ArrayList<>();
        boolean newestFirst = order.filter(EventOrder.NEWEST::equals).isPresent();
        boolean following = follow.orElse(false);
        EventForm form = EventForm.of(MediaType.parseMediaTypes(
                Optional.ofNullable(request.getHeader("Accept")).orElse("*/*")));
        AuditQuery query = new AuditQuery(
                // Not the arguments: Spring divides a single one at its commas, and leaves several whole.
                AuditQuery.tags(values(request, "tag"), errors),
                AuditQuery.types(values(request, "types"), errors),
                after.orElse(0L),
                upTo.orElse(Long.MAX_VALUE),
                new AuditQuery.Range<>(recordedFrom, recordedTo),
                new AuditQuery.Range<>(effectiveFrom, effectiveTo),
                actor,
                AuditQuery.subject(subject, errors),
                limit.orElse(Long.MAX_VALUE),
                newestFirst);
        if (query.limit() < 1) {
            errors.add(FieldError.query("limit", "must be at least 1"));
        }
        if (following && (newestFirst || !form.canFollow())) {
            errors.add(FieldError.query("follow", "goes with the oldest first and application/x-ndjson only"));
        }
        AuditQuery.refuse(errors);
        try (Places.Place _ = places.take(caller.getName());
                FairReads.Answer answer = reads.answer(caller.getName())) {
            new Writing(query, form, response, answer).run(following ? end(caller) : Instant.MIN);
        }
    }

    private static List<String> values(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        return values == null ? List.of() : List.of(values);
    }

    /** What is followed ends with the token. */
    private static Instant end(Authentication caller) {
        Instant latest = Instant.now().plus(FOLLOWED_MAX);
        return caller instanceof AbstractOAuth2TokenAuthenticationToken<?> token
                ? Optional.ofNullable(((AbstractOAuth2Token) token.getToken()).getExpiresAt())
                        .filter(latest::isAfter)
                        .orElse(latest)
                : latest;
    }

    /** One answer in the making. */
    private final class Writing {

        private final AuditQuery query;
        private final EventForm form;
        private final HttpServletResponse response;
        private final FairReads.Answer answer;
        private long left;
        private boolean first = true;

        Writing(AuditQuery query, EventForm form, HttpServletResponse response, FairReads.Answer answer) {
            this.query = query;
            this.form = form;
            this.response = response;
            this.answer = answer;
            this.left = query.limit();
        }

        /** @param until when an answer that is followed ends; in the past for others */
        void run(Instant until) throws IOException, InterruptedException {
            // The first page is read before the answer begins, so that an unavailable store is shown by a status.
            HistoryPages pages = answer.read(() -> HistoryPages.of(history, query));
            List<HistoryEvent> page = pages.hasMore() ? answer.read(pages::read) : List.of();
            response.setContentType(form.mediaType().toString());
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            if (form == EventForm.CSV) {
                response.setHeader("Content-Disposition", "attachment; filename=\"events.csv\"");
            }
            OutputStream out = response.getOutputStream();
            form.begin(out);
            write(page, out);
            while (true) {
                while (left > 0 && pages.hasMore()) {
                    write(answer.read(pages::read), out);
                }
                if (left <= 0 || !Instant.now().isBefore(until) || pages.position() >= query.upTo()) {
                    break;
                }
                out.flush();
                response.flushBuffer();
                Followers.Next next = followers.await(pages.position(), HEARTBEAT);
                if (next == Followers.Next.END) {
                    break;
                } else if (next == Followers.Next.EVENT) {
                    pages = answer.read(pages::next);
                } else {
                    out.write('\n');
                }
            }
            form.end(out);
            out.flush();
        }

        private void write(List<HistoryEvent> page, OutputStream out) throws IOException {
            for (HistoryEvent event : page) {
                if (left-- <= 0) {
                    return;
                }
                form.event(event, first, out);
                first = false;
            }
        }
    }
}
