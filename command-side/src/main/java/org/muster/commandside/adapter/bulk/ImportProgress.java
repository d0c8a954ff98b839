package org.muster.commandside.adapter.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * How far an import is.
 *
 * @param state WAITING, RUNNING or DONE
 * @param lines of the upload
 * @param done the last line that has an outcome
 * @param accepted lines whose command was accepted, now or before; none in a dry run
 * @param refused the other lines with an outcome
 * @param dryRun whether nothing is recorded; this and the next are absent in what was done before there was a choice
 * @param wouldBeAccepted lines whose command would be accepted, or was before; none but in a dry run
 * @param endedAt left out until it is done
 */
record ImportProgress(
        UUID id,
        State state,
        Instant receivedAt,
        long lines,
        long done,
        long accepted,
        long refused,
        Boolean dryRun,
        Long wouldBeAccepted,
        @JsonInclude(JsonInclude.Include.NON_NULL) Instant endedAt) {

    ImportProgress {
        dryRun = Boolean.TRUE.equals(dryRun);
        wouldBeAccepted = wouldBeAccepted == null ? 0L : wouldBeAccepted;
    }

    /** What an import is doing. */
    enum State {
        WAITING,
        RUNNING,
        DONE
    }
}
