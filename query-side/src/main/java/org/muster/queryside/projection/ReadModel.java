package org.muster.queryside.projection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.muster.messaging.CloudEventsCodec;
import org.muster.messaging.IncomingEvent;
import org.muster.messaging.RebuildableProjection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A projection of facts: what arrives, decoded and written as rows by one of the writers of this package. Its tables are in
 * {@code <name>.sql} beside this class, their other indexes in {@code <name>-indexes.sql}.
 */
final class ReadModel implements RebuildableProjection {

    private static final Logger LOG = LoggerFactory.getLogger(ReadModel.class);

    /** Writes the rows of a batch. */
    @FunctionalInterface
    interface Rows {
        void write(Connection tx, List<Recorded> batch) throws SQLException;
    }

    private final String name;
    private final Facts facts;
    private final Rows live;
    private final Rows bulk;
    private final String tablesSql;
    private final String indexesSql;

    /**
     * @param live for a batch of any size; writing one twice must change nothing
     * @param bulk for many facts that were never written before; writes the same rows as {@code live}, or fails
     */
    ReadModel(String name, Facts facts, Rows live, Rows bulk) {
        this.name = name;
        this.facts = facts;
        this.live = live;
        this.bulk = bulk;
        this.tablesSql = sql(name + ".sql");
        this.indexesSql = sql(name + "-indexes.sql");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String tablesSql() {
        return tablesSql;
    }

    @Override
    public String indexesSql() {
        return indexesSql;
    }

    @Override
    public void apply(Connection tx, List<IncomingEvent> batch) throws SQLException {
        live.write(tx, facts.read(batch));
        trace(batch);
    }

    @Override
    public void fill(Connection tx, List<IncomingEvent> batch) throws SQLException {
        bulk.write(tx, facts.read(batch));
    }

    /** Where a command's trace ends: in this read model, unless the batch is undone and taken in again. */
    private void trace(List<IncomingEvent> batch) {
        if (!LOG.isDebugEnabled()) {
            return;
        }
        for (IncomingEvent incoming : batch) {
            Object trace = incoming.event().getExtension(CloudEventsCodec.TRACE_PARENT);
            if (trace != null) {
                LOG.atDebug()
                        .addKeyValue(CloudEventsCodec.TRACE_PARENT, trace)
                        .log("Projection {} takes in position {} of trace {}", name, incoming.position(), trace);
            }
        }
    }

    private static String sql(String file) {
        try (InputStream stream = ReadModel.class.getResourceAsStream(file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
