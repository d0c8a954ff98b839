package org.muster.commandside.adapter.bulk;

import java.time.Instant;
import java.util.UUID;
import org.muster.commandside.intake.Caller;

/**
 * An upload that was received whole.
 *
 * @param actor who sent it, and is recorded with every event
 * @param receivedAt when it was on disk
 * @param lines how many it has
 */
record StoredImport(UUID id, String actor, Instant receivedAt, long lines) {

    /** Whoever may import at all may import here: the scope was checked when it was received. */
    Caller caller() {
        return new Caller(actor, true, false);
    }
}
