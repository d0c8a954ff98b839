package org.muster.messaging;

import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.muster.embedded.Database;
import org.muster.messaging.wire.CloudEventsCodec;

/** Decides commands as a real handler does: what it decided is in a database, by the command's id, and found there again. */
public final class Ledger implements CommandHandler {

    public final AtomicBoolean away = new AtomicBoolean();
    private final Database database;

    public Ledger(Database database) {
        this.database = database;
    }

    public Ledger createTables() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE ledger (id text PRIMARY KEY, account text, arrival bigserial)");
        }
        return this;
    }

    @Override
    public Reply handle(ConsumerRecord<byte[], byte[]> command) throws Exception {
        if (away.get()) {
            throw new SQLTransientConnectionException("the ledger is unavailable");
        }
        String id = command.value() == null ? "" : new String(command.value(), StandardCharsets.UTF_8);
        if (id.startsWith("bug")) {
            throw new IllegalStateException("nobody thought of " + id);
        }
        if (!id.startsWith("command-")) {
            return new Reply.Rejected("MALFORMED: an id is missing");
        }
        long arrival = decide(id, new String(command.key(), StandardCharsets.UTF_8));
        return new Reply.Result(CloudEventBuilder.v1()
                .withId(id)
                .withSource(URI.create("urn:muster:test"))
                .withType("muster.test.decided.v1")
                .withData(CloudEventsCodec.JSON, Long.toString(arrival).getBytes(StandardCharsets.UTF_8))
                .build());
    }

    private long decide(String id, String account) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO ledger (id, account) VALUES (?, ?) ON CONFLICT DO NOTHING");
                PreparedStatement select = connection.prepareStatement("SELECT arrival FROM ledger WHERE id = ?")) {
            insert.setString(1, id);
            insert.setString(2, account);
            insert.executeUpdate();
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** The ids of an account in the order in which they were decided. */
    public List<String> ids(String account) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement select =
                        connection.prepareStatement("SELECT id FROM ledger WHERE account = ? ORDER BY arrival")) {
            select.setString(1, account);
            try (ResultSet rows = select.executeQuery()) {
                List<String> ids = new ArrayList<>();
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
                return ids;
            }
        }
    }
}
