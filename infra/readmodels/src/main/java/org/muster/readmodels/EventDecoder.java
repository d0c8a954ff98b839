package org.muster.readmodels;

import java.util.Optional;
import org.muster.messaging.IncomingEvent;

/** Decodes the events that a read model handles, and only those: most events concern other read models. */
@FunctionalInterface
public interface EventDecoder {

    /**
     * The event of a record.
     *
     * @return empty if the read model does not handle events of its type
     * @throws org.muster.messaging.UnreadableEventException if it does, and the event is not what its type says
     */
    Optional<?> decode(IncomingEvent incoming);
}
