package org.muster.local.history;

import java.util.UUID;
import org.muster.commands.Command;

/**
 * One command of the history.
 *
 * @param id derived from the content of the command, so that a resumed load repeats it
 * @param body the command's wire form
 */
public record HistoricalCommand(UUID id, Command body) {

    /** The command's name in the catalog. */
    public String name() {
        return body.getClass().getSimpleName();
    }
}
