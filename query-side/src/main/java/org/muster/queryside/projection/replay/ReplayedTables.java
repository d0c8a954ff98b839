package org.muster.queryside.projection.replay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The tables of all read models in a schema of their own, filled from the topic up to a position, and dropped in the end. */
final class ReplayedTables implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ReplayedTables.class);

    private static final Duration POLL_TIMEOUT = Duration.ofMillis(200);

    private final List<ReadModelProjection> projections;
    private final String schema = "replay_" + UUID.randomUUID().toString().replace("-", "");
    private final Connection connection;

    ReplayedTables(DataSource database, List<ReadModelProjection> projections) throws SQLException {
        this.projections = projections;
        this.connection = database.getConnection();
        try {
            removeAbandoned();
            locked("pg_advisory_lock", schema);
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

    /** The schema of a replay that runs is locked by its connection; that of one whose process was killed is not. */
    private void removeAbandoned() throws SQLException {
        List<String> schemas = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "select nspname from pg_namespace where nspname ~ '^replay_[0-9a-f]{32}$'")) {
            while (found.next()) {
                schemas.add(found.getString(1));
            }
        }
        for (String abandoned : schemas) {
            if (locked("pg_try_advisory_lock", abandoned)) {
                try {
                    execute("drop schema if exists " + abandoned + " cascade");
                    log.info("Removed what a killed replay left: {}", abandoned);
                } finally {
                    locked("pg_advisory_unlock", abandoned);
                }
            }
        }
    }

    /** Whether the function said so; one that waits says nothing. */
    private boolean locked(String function, String name) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select " + function + "(hashtextextended(?, 0))::text")) {
            statement.setString(1, name);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && "true".equals(answer.getString(1));
            }
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
            locked("pg_advisory_unlock", schema);
        }
    }
}
