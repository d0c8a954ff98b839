package org.muster.commandside.publication;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.muster.commandside.adapter.axon.history.History;
import org.muster.embedded.Database;
import org.muster.eventstore.EventStoreSchema;
import org.muster.eventstore.log.EventLog;
import org.muster.testing.TestPostgres;

class StorePublicationSourceTest {

    /** No JSON, and no text: whoever decodes it fails. */
    private static final byte[] PAYLOAD = {0, (byte) 0xff, 7, '{'};

    @Test
    void publishes_the_stored_bytes_under_the_stored_subject_and_decodes_no_payload() throws SQLException {
        Database database = TestPostgres.freshDatabase();
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(database.jdbcUrl());
            pool.setUsername(database.username());
            pool.setPassword(database.password());
            EventStoreSchema.migrate(pool);
            UUID id = UUID.randomUUID();
            store(pool, id);
            try (EventLog log = EventLog.open(pool)) {
                assertThat(new StorePublicationSource(new History(log)).readAfter(0, 10))
                        .singleElement()
                        .satisfies(event -> {
                            assertThat(event.position()).isEqualTo(1);
                            assertThat(event.partitionKey()).isEqualTo("volunteer:V-1");
                            assertThat(event.event().getSubject()).isEqualTo("volunteer:V-1");
                            assertThat(event.event().getId()).isEqualTo(id.toString());
                            assertThat(event.event().getType()).isEqualTo("muster.volunteer.deployed.v1");
                            assertThat(event.event().getData().toBytes()).isEqualTo(PAYLOAD);
                        });
            }
        }
    }

    private static void store(HikariDataSource pool, UUID id) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        WITH e AS (
                            INSERT INTO eventstore.event
                                (position, id, type, version, subject, recorded_at, payload, metadata, tags)
                            VALUES (1, ?, 'muster.volunteer.deployed', '1', 'volunteer:V-1', now(), ?, '{}',
                                    ARRAY['mission:UNTAC', 'volunteer:V-1']))
                        UPDATE eventstore.head SET position = 1""")) {
            insert.setObject(1, id);
            insert.setBytes(2, PAYLOAD);
            insert.executeUpdate();
        }
    }
}
