package org.muster.commands.correction;

import java.util.Set;
import org.muster.commands.Command;
import org.muster.events.Tag;

/** A command about an earlier event. */
public sealed interface CorrectionCommand extends Command permits CorrectRecord, AnnulRecord {

    /** The earlier event's id. */
    String event();

    /** The earlier event's position. */
    long position();

    @Override
    default Set<Tag> tags() {
        return Set.of(Tag.event(event()));
    }
}
