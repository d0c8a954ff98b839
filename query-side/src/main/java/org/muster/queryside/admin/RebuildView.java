package org.muster.queryside.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.muster.messaging.rebuilding.Generation;
import org.muster.messaging.rebuilding.RebuildReport;
import org.muster.messaging.rebuilding.RebuildState;

/**
 * A rebuild of a projection's tables.
 *
 * @param generation that it fills
 * @param switchPolicy always, if-equal or never
 * @param phase REQUESTED, FILLING, COMPARING, SWITCHING, and at the end SWITCHED, NOT_SWITCHED, CANCELLED or FAILED
 * @param open whether it goes on, or would if it were not paused
 * @param done how much of the log is read, in offsets, which include the markers of transactions
 * @param total how much there was to read when last looked
 * @param secondsToGo left out where that is not known
 * @param problem why it waits or failed; left out if it does neither
 * @param report how the rows differ; left out until they were compared
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RebuildView(
        long id,
        String projection,
        int generation,
        @JsonProperty("switch") String switchPolicy,

        String phase,
        boolean open,
        boolean paused,
        String requestedBy,
        Instant requestedAt,
        Instant startedAt,
        Instant endedAt,
        long done,
        long total,
        long eventsPerSecond,
        Long secondsToGo,
        String problem,
        Report report) {

    static RebuildView of(RebuildState state) {
        return new RebuildView(
                state.id(),
                state.projection(),
                state.generation(),
                SwitchPolicyParser.of(state.policy()),
                state.phase().name(),
                state.isOpen(),
                state.paused(),
                state.requestedBy(),
                state.requestedAt(),
                state.startedAt().orElse(null),
                state.endedAt().orElse(null),
                state.offsetsDone(),
                state.offsetsTotal(),
                state.eventsPerSecond(),
                state.remaining().map(Duration::toSeconds).orElse(null),
                state.problem().orElse(null),
                state.report().map(Report::of).orElse(null));
    }

    /**
     * How the rows of the new tables differ from those in use.
     *
     * @param equal whether tables, columns and rows are the same
     * @param offsets how far both have read, per partition
     */
    record Report(boolean equal, Map<Integer, Long> offsets, List<RebuildReport.Table> tables) {

        static Report of(RebuildReport report) {
            return new Report(report.matches(), report.offsets(), report.tables());
        }
    }

    /**
     * What came of asking for all.
     *
     * @param rebuilds those that begin now
     * @param running projections that have one already, which goes on as it was
     */
    record Asked(List<RebuildView> rebuilds, List<String> running) {}

    /** The last rebuilds of a projection, the newest first. */
    record History(String projection, List<RebuildView> rebuilds) {}

    /**
     * One set of a projection's tables.
     *
     * @param version of the read model that fills it; 0 before versions were kept
     * @param state FILLING, ACTIVE or RETIRED
     * @param activatedAt left out while it is being filled
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Tables(int generation, int version, String schema, String state, Instant createdAt, Instant activatedAt) {

        static Tables of(Generation generation) {
            return new Tables(
                    generation.number(),
                    generation.version(),
                    generation.schema(),
                    generation.state().name(),
                    generation.createdAt(),
                    generation.activatedAt().orElse(null));
        }
    }

    /** The tables that there are, the newest first. */
    record AllTables(String projection, List<Tables> generations) {}

    /** The body of a request: always, if-equal or never. */
    record Wanted(
            @Schema(allowableValues = {"always", "if-equal", "never"}) @JsonProperty("switch")
            String switchPolicy) {}
}
