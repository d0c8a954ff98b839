package org.muster.commandside.adapter.axon;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.muster.eventstore.api.StoredEvent;
import org.muster.eventstore.log.EventLog;
import org.muster.tlog.leaf.EventLeaf;
import org.muster.tlog.leaf.EventLeafFormat;
import org.muster.tlog.leaf.LeafSource;

/** The stored events as leaves of the audit log, exactly as they are stored. */
public final class EventLeaves implements LeafSource {

    private final EventLog log;

    public EventLeaves(EventLog log) {
        this.log = log;
    }

    @Override
    public void read(long after, int limit, Reader reader) {
        for (StoredEvent event : log.readAfter(after, limit)) {
            reader.event(event.position(), EventLeafFormat.encode(leaf(event)));
        }
    }

    private static EventLeaf leaf(StoredEvent event) {
        List<String> tags =
                event.tags().stream().map(tag -> tag.key() + ':' + tag.value()).toList();
        return EventLeaf.of(
                event.position(),
                event.id(),
                ChronoUnit.MICROS.between(Instant.EPOCH, event.recordedAt()),
                event.type(),
                event.version(),
                event.subject(),
                tags,
                event.metadata(),
                event.payload());
    }
}
