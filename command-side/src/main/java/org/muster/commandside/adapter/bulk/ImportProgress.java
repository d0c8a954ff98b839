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
 * @param accepted lines whose command was accepted, now or before
 * @param refused the other lines with an outcome
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
        @JsonInclude(JsonInclude.Include.NON_NULL) Instant endedAt) {

    /** What an import is doing. */
    enum State {
        WAITING,
        RUNNING,
        DONE
    }
}
