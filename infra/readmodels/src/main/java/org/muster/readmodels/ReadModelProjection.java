package org.muster.readmodels;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.messaging.IncomingEvent;
import org.muster.messaging.RebuildableProjection;
import org.muster.messaging.UnreadableEventException;
import org.muster.messaging.wire.CloudEventsCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A read model as messaging feeds it: decodes the events of a batch that the model handles, loads the rows that they touch in
 * one query per table, folds in memory, and writes rows and versions by a few statements.
 *
 * <p>A row that a batch changes several times leaves a version for each position: so the rows as known at any position do not
 * depend on how history was cut into batches. An event that a fold refuses parks its subject, and nobody else's.
 */
public final class ReadModelProjection implements RebuildableProjection {

    private static final Logger log = LoggerFactory.getLogger(ReadModelProjection.class);

    private final ReadModel readModel;
    private final EventDecoder decoder;
    private final List<Table<?, ?>> tables = new ArrayList<>();

    /** A fold and who writes its rows. */
    private record Table<K, R extends Record & Row<K>>(Fold<K, R> fold, TableWriter<K, R> writer) {

        Table(Fold<K, R> fold) {
            this(fold, new TableWriter<>(fold));
        }

        void apply(Connection tx, List<SequencedEvent> events, boolean trustsCreation, FoldBatch.Refusal refusal)
                throws SQLException {
            FoldBatch<K, R> batch = new FoldBatch<>(fold);
            for (SequencedEvent event : events) {
                try {
                    batch.add(event, trustsCreation);
                } catch (ImpossibleEventException e) {
                    throw refusal.of(event, e);
                }
            }
            writer.load(tx, batch);
            batch.fold(refusal);
            writer.write(tx, batch);
        }
    }

    /** @param decoder of the events that the read model handles */
    public ReadModelProjection(ReadModel readModel, EventDecoder decoder) {
        this.readModel = readModel;
        this.decoder = decoder;
        readModel.folds().forEach(fold -> tables.add(new Table<>(fold)));
    }

    /** What is projected. */
    public ReadModel readModel() {
        return readModel;
    }

    @Override
    public String name() {
        return readModel.name();
    }

    @Override
    public int version() {
        return readModel.version();
    }

    @Override
    public String tablesSql() {
        return readModel.tablesSql();
    }

    @Override
    public String indexesSql() {
        return readModel.allIndexesSql();
    }

    @Override
    public void apply(Connection tx, List<IncomingEvent> batch) throws SQLException {
        apply(tx, batch, false);
        trace(batch);
    }

    /** Does not look up what events create: if that exists, the table's key refuses the batch, and {@link #apply} decides. */
    @Override
    public void fill(Connection tx, List<IncomingEvent> batch) throws SQLException {
        apply(tx, batch, true);
    }

    private void apply(Connection tx, List<IncomingEvent> batch, boolean trustsCreation) throws SQLException {
        List<SequencedEvent> events = new ArrayList<>(batch.size());
        List<IncomingEvent> sources = new ArrayList<>(batch.size());
        for (IncomingEvent incoming : batch) {
            Optional<?> event = decoder.decode(incoming);
            if (event.isPresent()) {
                events.add(sequenced(incoming, event.get()));
                sources.add(incoming);
            }
        }
        write(
                tx,
                events,
                trustsCreation,
                (event, why) ->
                        new UnreadableEventException(sources.get(events.indexOf(event)), why.getMessage(), why));
    }

    /** Writes what events come to that are decoded already. */
    void write(Connection tx, List<SequencedEvent> events, boolean trustsCreation, FoldBatch.Refusal refusal)
            throws SQLException {
        if (!events.isEmpty()) {
            for (Table<?, ?> table : tables) {
                table.apply(tx, events, trustsCreation, refusal);
            }
        }
    }

    private static SequencedEvent sequenced(IncomingEvent incoming, Object event) {
        OffsetDateTime recordedAt = incoming.event().getTime();
        String subject = incoming.event().getSubject();
        if (recordedAt == null || subject == null) {
            throw new UnreadableEventException(incoming, "it does not say its subject and when it was recorded", null);
        }
        return new SequencedEvent(incoming.position(), recordedAt.toInstant(), subject, event);
    }

    /** Where a command's trace ends: in this read model, unless the batch is undone and taken in again. */
    private void trace(List<IncomingEvent> batch) {
        if (!log.isDebugEnabled()) {
            return;
        }
        for (IncomingEvent incoming : batch) {
            Object trace = incoming.event().getExtension(CloudEventsCodec.TRACE_PARENT);
            if (trace != null) {
                log.atDebug()
                        .addKeyValue(CloudEventsCodec.TRACE_PARENT, trace)
                        .log("Projection {} takes in position {} of trace {}", name(), incoming.position(), trace);
            }
        }
    }
}
