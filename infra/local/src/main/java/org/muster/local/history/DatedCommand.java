package org.muster.local.history;

import java.time.LocalDate;
import java.util.Comparator;
import org.muster.commands.Command;

/**
 * A command at its place in a stream.
 *
 * @param on the day at which the command comes in the stream
 * @param turn its turn within the day
 * @param key unique in the history; orders and identifies the command
 * @param body the command
 */
record DatedCommand(LocalDate on, Turn turn, String key, Command body) {

    /** The order within a day. Ends come before starts, so that a post is free before it is filled again (rule X2). */
    enum Turn {
        END_OF_SERVICE,
        END_OF_PHASE,
        MISSION,
        MANDATE,
        STATION,
        STRENGTH,
        REGISTRATION,
        START_OF_SERVICE,
        SECURITY,
        SERVICE,
        /** Closures, after transfers that leave on the same day. */
        LAST
    }

    static final Comparator<DatedCommand> ORDER = Comparator.comparing(DatedCommand::on)
            .thenComparing(DatedCommand::turn)
            .thenComparing(DatedCommand::key);
}
