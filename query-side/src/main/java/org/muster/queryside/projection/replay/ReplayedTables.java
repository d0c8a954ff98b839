package org.muster.queryside.projection.replay;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.muster.messaging.IncomingEvent;
import org.muster.messaging.wire.CloudEventsCodec;
import org.muster.messaging.wire.KafkaClients;
import org.muster.readmodels.ReadModelProjection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The tables of all read models in a schema of their own, filled from the topic up to a position, and dropped in the end. */
final class ReplayedTables implements AutoCloseable {

    private static final Duration POLL_TIMEOUT = Duration.ofMillis(200);

    private final List<ReadModelProjection> projections;
    private final String schema = "replay_" + UUID.randomUUID().toString().replace("-", "");
    private final Connection connection;

    ReplayedTables(DataSource database, List<ReadModelProjection> projections) throws SQLException {
        this.projections = projections;
        this.connection = database.getConnection();
        try {
            execute("create schema " + schema + "; set search_path to " + schema);
            for (ReadModelProjection projection : projections) {
                execute(projection.tablesSql());
            }
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    /**
     * Applies every event of the topic up to a position, as a rebuild does.
     *
     * @param progress is told of the events applied after each batch
     * @return how many there were
     */
    long fillTo(long position, KafkaClients kafka, String topic, LongConsumer progress) throws SQLException {
        Map<String, Object> settings = new HashMap<>(kafka.consumer());
        settings.remove("group.id");
        settings.put("enable.auto.commit", false);
        settings.put("isolation.level", "read_committed");
        settings.put("max.poll.records", 2_000);
        long events = 0;
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
                List<IncomingEvent> batch = new ArrayList<>();
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL_TIMEOUT)) {
                    // Events of a partition are in their order, so those after the position are left out, not awaited.
                    if (CloudEventsCodec.positionOf(record).orElse(Long.MAX_VALUE) <= position) {
                        batch.add(CloudEventsCodec.fromRecord(record));
                    }
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw new IllegalStateException("the process stops");
                }
                apply(batch);
                events += batch.size();
                progress.accept(events);
            }
        }
        for (ReadModelProjection projection : projections) {
            execute(projection.indexesSql());
        }
        connection.commit();
        connection.setAutoCommit(true);
        return events;
    }

    private void apply(List<IncomingEvent> batch) throws SQLException {
        if (!batch.isEmpty()) {
            for (ReadModelProjection projection : projections) {
                projection.fill(connection, batch);
            }
            connection.commit();
        }
    }

    /** Where reports find these tables. */
    JdbcClient read() {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    private void execute(String sql) throws SQLException {
        if (!sql.isBlank()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            execute("drop schema if exists " + schema + " cascade; set search_path to read_models");
        }
    }
}
