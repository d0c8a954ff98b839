package org.muster.messaging;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Turns events into rows of a read model. */
public interface Projection {

    /** Its name in {@code projection_checkpoint}: never changed once it runs, for it would start over under another. */
    String name();

    /**
     * Applies events in order of position. Every event is applied exactly once, provided that this writes through {@code tx}
     * only and neither commits it nor rolls it back. Members of one projection run it at the same time for different
     * partitions, so a row is written by the events of one key only.
     *
     * @param tx the transaction that also moves the checkpoint
     * @param batch at least one event
     * @throws SQLException if the database is unavailable or the rows do not fit; like every other exception it undoes the batch
     * @throws UnreadableEventException if an event cannot be understood. This, and a violated constraint or bad data in SQL,
     *     parks the subject of the event whose fault it is, which is found by applying smaller batches. After any other
     *     exception that does not pass by itself, the projection stops.
     */
    void apply(Connection tx, List<IncomingEvent> batch) throws SQLException;
}
