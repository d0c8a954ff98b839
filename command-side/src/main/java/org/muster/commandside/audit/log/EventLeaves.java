package org.muster.commandside.audit.log;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.muster.eventstore.api.StoredEvent;
import org.muster.eventstore.log.EventLog;
import org.muster.tlog.leaf.EventLeaf;
import org.muster.tlog.leaf.EventLeafFormat;
import org.muster.tlog.leaf.LeafSource;

/** The stored events as leaves of the audit log, exactly as they are stored. */
final class EventLeaves implements LeafSource {

    private final EventLog log;

    EventLeaves(EventLog log) {
        this.log = log;
    }

    @Override
    public void read(long after, int limit, Reader reader) {
        for (StoredEvent event : log.readAfter(after, limit)) {
            reader.event(event.position(), EventLeafFormat.encode(leaf(event)));
        }
    }

    private static EventLeaf leaf(StoredEvent event) {
        return EventLeaf.of(
                event.position(),
                event.id(),
                ChronoUnit.MICROS.between(Instant.EPOCH, event.recordedAt()),
                event.type(),
                event.version(),
                event.subject(),
                event.tagTexts(),
                event.metadata(),
                event.payload());
    }
}
