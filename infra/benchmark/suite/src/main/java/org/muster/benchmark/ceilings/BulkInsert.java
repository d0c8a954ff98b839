package org.muster.benchmark.ceilings;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.muster.benchmark.kit.BlockingSubject;
import org.muster.benchmark.kit.Census;
import org.muster.benchmark.kit.Deployment;
import org.muster.benchmark.kit.Mission;
import org.muster.benchmark.kit.Outcome;
import org.muster.benchmark.kit.Target;
import org.postgresql.PGConnection;

/** The same rows, {@value #ROWS} per transaction. The rows are built outside PostgreSQL but inside the time measured. */
final class BulkInsert implements BlockingSubject {

    static final int ROWS = 500;

    private static final String INSERT = """
            INSERT INTO event (command_id, type, tags, payload)
            SELECT c, 'VolunteerDeployed', t::text[], p FROM unnest(?::uuid[], ?::text[], ?::text[]) AS rows (c, t, p)""";

    private final Target target;
    private final HikariDataSource pool;
    private final boolean copy;

    private BulkInsert(Target target, int inFlight, boolean copy) {
        this.target = target;
        this.pool = target.pool(inFlight);
        this.copy = copy;
    }

    /** One statement per {@value #ROWS} rows. */
    static BulkInsert byInsert(Target target, int inFlight) {
        return new BulkInsert(target, inFlight, false);
    }

    /** One COPY per {@value #ROWS} rows. */
    static BulkInsert byCopy(Target target, int inFlight) {
        return new BulkInsert(target, inFlight, true);
    }

    @Override
    public int eventsPerOperation() {
        return ROWS;
    }

    @Override
    public void seed(List<Mission> missions) {
        EventTable.create(target);
    }

    @Override
    public Outcome deploy(Deployment command) throws SQLException, IOException {
        Deployment[] rows = new Deployment[ROWS];
        for (int row = 0; row < ROWS; row++) {
            UUID id = row == 0
                    ? command.commandId()
                    : new UUID(
                            command.commandId().getMostSignificantBits(),
                            command.commandId().getLeastSignificantBits() + row);
            rows[row] = new Deployment(id, command.missionId(), command.volunteerId() + "-" + row);
        }
        try (Connection connection = pool.getConnection()) {
            if (copy) {
                copy(connection, rows);
            } else {
                insert(connection, rows);
            }
        }
        return Outcome.accepted(0);
    }

    private static void insert(Connection connection, Deployment[] rows) throws SQLException {
        Object[] ids = new Object[ROWS];
        Object[] tags = new Object[ROWS];
        Object[] payloads = new Object[ROWS];
        for (int row = 0; row < ROWS; row++) {
            ids[row] = rows[row].commandId();
            tags[row] = EventTable.tags(rows[row]);
            payloads[row] = EventTable.payload(rows[row]);
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setArray(1, connection.createArrayOf("uuid", ids));
            insert.setArray(2, connection.createArrayOf("text", tags));
            insert.setArray(3, connection.createArrayOf("text", payloads));
            insert.executeUpdate();
        }
    }

    private static void copy(Connection connection, Deployment[] rows) throws SQLException, IOException {
        StringBuilder text = new StringBuilder(ROWS * 640);
        for (Deployment row : rows) {
            text.append(row.commandId())
                    .append("\tVolunteerDeployed\t")
                    .append(EventTable.tags(row))
                    .append('\t')
                    .append(EventTable.payload(row))
                    .append('\n');
        }
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY event (command_id, type, tags, payload) FROM STDIN", new StringReader(text.toString()));
    }

    @Override
    public void count(Census census) {
        EventTable.count(target, census);
    }

    @Override
    public void close() {
        pool.close();
    }
}
