package org.muster.queryside.completeness;

import java.util.List;
import org.muster.queryside.completeness.PartitionCheck.Result;
import org.muster.queryside.projection.Progress;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /admin/completeness}: whether the read models hold what was published, and how that is known. */
@RestController
class CompletenessController {

    private final Progress progress;
    private final CountWatch counts;

    CompletenessController(Progress progress, CountWatch counts) {
        this.progress = progress;
        this.counts = counts;
    }

    @GetMapping(path = "/admin/completeness", produces = MediaType.APPLICATION_JSON_VALUE)
    Completeness completeness() {
        List<ProjectionCompleteness> projections =
                progress.names().stream().map(this::projection).toList();
        return new Completeness(
                projections.stream().allMatch(projection -> projection.result() == Result.EQUAL),
                counts.problem().orElse(null),
                projections);
    }

    private ProjectionCompleteness projection(String name) {
        List<PartitionCheck> partitions = counts.partitions(name);
        return new ProjectionCompleteness(name, result(partitions), counts.unverifiedSeconds(name), partitions);
    }

    private static Result result(List<PartitionCheck> partitions) {
        if (partitions.stream().anyMatch(check -> check.result() == Result.DIFFERENT)) {
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
     * @param result by the counts of all its partitions
     * @param unverifiedSeconds since the partition was found complete that was not for longest
     */
    record ProjectionCompleteness(
            String name, Result result, double unverifiedSeconds, List<PartitionCheck> partitions) {}
}
