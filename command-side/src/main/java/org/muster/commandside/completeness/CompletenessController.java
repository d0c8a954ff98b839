package org.muster.commandside.completeness;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /admin/completeness}: whether the events' topic holds what the event store holds, and how that is known. */
@RestController
class CompletenessController {

    private static final int RANGES_MAX = 20;

    private final TopicReconciler reconciler;

    CompletenessController(TopicReconciler reconciler) {
        this.reconciler = reconciler;
    }

    @Operation(summary = "How the event store and the topic of events compare")
    @GetMapping(path = "/admin/completeness", produces = MediaType.APPLICATION_JSON_VALUE)
    Completeness completeness(
            @Parameter(description = "Shows ranges from this position on") @RequestParam Optional<Long> after) {
        Findings findings = reconciler.findings();
        return new Completeness(
                findings.mismatches() == 0 && findings.ranges() > 0,
                findings.verifiedPosition(),
                findings.oldest().orElse(null),
                findings.round().map(CompletenessController::round).orElse(null),
                reconciler.problem().map(TopicReconciler.Problem::cause).orElse(null),
                findings.mismatches(),
                findings.examples().stream()
                        .map(CompletenessController::mismatch)
                        .toList(),
                findings.ranges(),
                reconciler.ranges(after.orElse(0L), RANGES_MAX).stream()
                        .map(CompletenessController::range)
                        .toList());
    }

    private static Round round(Findings.Round round) {
        return new Round(
                round.startedAt(),
                round.position(),
                round.completedAt().orElse(null),
                round.completedPosition().orElse(null));
    }

    private static Mismatch mismatch(Findings.Found found) {
        TopicMismatch mismatch = found.mismatch();
        return new Mismatch(
                mismatch.kind(), mismatch.position(), mismatch.partition(), mismatch.offset(), found.foundAt());
    }

    private static Range range(Findings.Range range) {
        return new Range(
                range.after() + 1,
                range.upTo(),
                range.verifiedAt(),
                range.mismatches() == 0 && range.stored().equals(range.published()),
                range.stored(),
                range.published());
    }

    /**
     * What the comparison has come to.
     *
     * @param complete whether everything that was compared is as it should be, and something was
     * @param verifiedPosition the last position that was compared
     * @param oldest when the range was compared that was not compared for longest; null before any was
     * @param round over all events, the one under way; null before the first
     * @param problem what the comparison waits for; null if it goes on
     * @param mismatches how many events are not in the topic as they should be
     * @param examples the first of them
     * @param ranges how many were compared
     * @param shown some of them
     */
    record Completeness(
            boolean complete,
            long verifiedPosition,
            Instant oldest,
            Round round,
            String problem,
            long mismatches,
            List<Mismatch> examples,
            long ranges,
            List<Range> shown) {}

    /**
     * A round over all events.
     *
     * @param position where it is
     * @param completedAt when the last one came to its end; null before that
     * @param completedPosition and where that was
     */
    record Round(Instant startedAt, long position, Instant completedAt, Long completedPosition) {}

    /**
     * One thing that is wrong.
     *
     * @param kind MISSING, DOUBLED, DIFFERENT, MISPLACED or FOREIGN
     * @param position of the event; 0 if the record states none
     * @param offset of the record; -1 if there is none
     */
    record Mismatch(TopicMismatch.Kind kind, long position, int partition, long offset, Instant foundAt) {}

    /**
     * A range of positions.
     *
     * @param stored by partition "number of events:digest", of the event store
     * @param published the same of the topic
     */
    record Range(
            long from,
            long upTo,
            Instant verifiedAt,
            boolean equal,
            Map<Integer, String> stored,
            Map<Integer, String> published) {}
}
