package org.muster.queryside.completeness;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.messaging.rebuilding.RebuildReport;
import org.muster.messaging.rebuilding.RebuildState;

/**
 * What the comparison of a projection's rows with those built anew came to.
 *
 * @param rebuild that built them
 * @param requestedBy a person, or "completeness" where it was due
 * @param comparedAt when it ended
 * @param switched the rows built anew are those in use now, so whatever differed is repaired
 * @param equal whether the rows in use are what the events say
 * @param different rows that are not
 * @param tables the comparison: "old" are the rows that were in use, "new" those built from the events; with examples
 */
record ComparedRows(
        long rebuild,
        String requestedBy,
        Instant comparedAt,
        boolean switched,
        boolean equal,
        long different,
        List<RebuildReport.Table> tables) {

    /** Empty unless the rebuild has ended and the rows were compared. */
    static Optional<ComparedRows> of(RebuildState state) {
        return state.endedAt().flatMap(endedAt -> state.report().map(report -> of(state, endedAt, report)));
    }

    private static ComparedRows of(RebuildState state, Instant endedAt, RebuildReport report) {
        boolean switched = state.phase() == RebuildState.Phase.SWITCHED;
        long different = report.tables().stream()
                .mapToLong(table -> table.onlyOld() + table.onlyNew() + table.changed())
                .sum();
        return new ComparedRows(
                state.id(),
                state.requestedBy(),
                endedAt,
                switched,
                switched || report.matches(),
                switched ? 0 : different,
                report.tables());
    }
}
