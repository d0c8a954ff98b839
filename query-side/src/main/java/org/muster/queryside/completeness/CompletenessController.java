package org.muster.queryside.completeness;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import org.muster.queryside.completeness.PartitionCheck.Result;
import org.muster.queryside.projection.Progress;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /admin/completeness}: whether the read models hold what was published, and how that is known; {@code POST
 * /admin/completeness/verify} has their rows compared with rows that are built anew.
 */
@RestController
class CompletenessController {

    private final Progress progress;
    private final CountWatch counts;
    private final RowVerification rows;

    CompletenessController(Progress progress, CountWatch counts, RowVerification rows) {
        this.progress = progress;
        this.counts = counts;
        this.rows = rows;
    }

    @Operation(summary = "Whether every published event is in every read model")
    @GetMapping(path = "/admin/completeness", produces = MediaType.APPLICATION_JSON_VALUE)
    Completeness completeness() {
        List<ProjectionCompleteness> projections =
                progress.names().stream().map(this::projection).toList();
        return new Completeness(
                projections.stream().allMatch(projection -> projection.result() == Result.EQUAL),
                counts.problem().or(rows::problem).orElse(null),
                projections);
    }

    /** Takes as long as rebuilds of all projections do, and changes nothing: {@link #completeness} shows what came of it. */
    @Operation(summary = "Compare the rows of every read model with rows built anew")
    @PostMapping(path = "/admin/completeness/verify", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Asked> verify(Authentication caller) {
        return ResponseEntity.accepted().body(new Asked(rows.request(caller.getName())));
    }

    private ProjectionCompleteness projection(String name) {
        List<PartitionCheck> partitions = counts.partitions(name);
        ComparedRows compared = rows.last(name).orElse(null);
        return new ProjectionCompleteness(
                name, result(partitions, compared), counts.unverifiedSeconds(name), partitions, compared);
    }

    private static Result result(List<PartitionCheck> partitions, ComparedRows rows) {
        if (partitions.stream().anyMatch(check -> check.result() == Result.DIFFERENT)
                || rows != null && !rows.equal()) {
            return Result.DIFFERENT;
        }
        return !partitions.isEmpty() && partitions.stream().allMatch(check -> check.result() == Result.EQUAL)
                ? Result.EQUAL
                : Result.UNDECIDED;
    }

    /**
     * All projections.
     *
     * @param complete whether all are known to hold what was published
     * @param problem why they cannot be compared now; null if they can
     */
    record Completeness(boolean complete, String problem, List<ProjectionCompleteness> projections) {}

    /**
     * One projection.
     *
     * @param result by the counts of all its partitions, and by its rows if they were ever compared
     * @param unverifiedSeconds since the partition was found complete that was not for longest
     * @param rows the last comparison with rows built anew; null before the first
     */
    record ProjectionCompleteness(
            String name, Result result, double unverifiedSeconds, List<PartitionCheck> partitions, ComparedRows rows) {}

    /**
     * What was asked for.
     *
     * @param rebuilds by projection: the number of the rebuild that compares; one that ran already may switch, too
     */
    record Asked(Map<String, Long> rebuilds) {}
}
