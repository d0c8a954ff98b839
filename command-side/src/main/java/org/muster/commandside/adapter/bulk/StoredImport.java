package org.muster.commandside.adapter.bulk;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.muster.commandside.intake.Caller;
import org.muster.commandside.intake.Caller.Channel;
import org.muster.commandside.intake.Caller.Origin;

/**
 * An upload that was received whole.
 *
 * @param actor who sent it, and is recorded with every event
 * @param client the system that sent it, where the token said so beside the subject
 * @param receivedAt when it was on disk
 * @param lines how many it has
 * @param dryRun whether its lines are only decided, and nothing is recorded; absent in what was received before there was a choice
 */
record StoredImport(UUID id, String actor, Optional<String> client, Instant receivedAt, long lines, Boolean dryRun) {

    StoredImport {
        dryRun = Boolean.TRUE.equals(dryRun);
    }

    /** Whoever may import at all may import here: the scope was checked when it was received. */
    Caller caller() {
        return new Caller(actor, new Origin(Channel.IMPORT, client, Optional.empty()), true, false);
    }
}
