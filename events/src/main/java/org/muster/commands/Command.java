package org.muster.commands;

import java.util.Set;
import org.muster.events.Tag;

/**
 * A command asks Muster to record something. The records are the JSON forms on HTTP and Kafka; the envelope carries the
 * caller, the time and the id. Each record belongs to one sealed family, which is listed in the catalog.
 */
public interface Command {

    /** Every entity that the command names; for instance {@code mission:UNTAC}. */
    Set<Tag> tags();

    /** Whether only an administrator may send it. */
    default boolean administrative() {
        return false;
    }

    /** Whether only Muster's own automations send it. */
    default boolean automatic() {
        return false;
    }

    /** Whether the caller asks for the relaxed rules of a historical import; honoured only with the import scope. */
    default boolean imported() {
        return false;
    }
}
