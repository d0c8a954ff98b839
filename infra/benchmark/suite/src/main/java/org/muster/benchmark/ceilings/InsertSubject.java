package org.muster.benchmark.ceilings;

import com.zaxxer.hikari.HikariDataSource;
import java.io.StringReader;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.muster.benchmark.kit.Deployment;
import org.muster.benchmark.kit.Mission;
import org.muster.benchmark.kit.Outcome;
import org.muster.benchmark.kit.Subject;
import org.muster.benchmark.kit.Target;
import org.postgresql.PGConnection;
import tools.jackson.databind.json.JsonMapper;

/** Writes an event's row with its tags in it into a table with two indexes: nothing read, nothing decided. */
final class InsertSubject implements Subject {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int ROWS = 500;

    private final Target target;
    private final HikariDataSource pool;
    private final Statement statement;

    /** How the rows of one transaction are written. */
    enum Statement {
        ONE_ROW,
        MANY_ROWS,
        COPY
    }

    InsertSubject(Target target, int inFlight, Statement statement) {
        this.target = target;
        this.pool = target.pool(inFlight);
        this.statement = statement;
    }

    @Override
    public boolean blocking() {
        return true;
    }

    @Override
    public int eventsPerOperation() {
        return statement == Statement.ONE_ROW ? 1 : ROWS;
    }

    @Override
    public void seed(List<Mission> missions) {
        target.execute("""
                CREATE TABLE event (
                    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    command_id uuid NOT NULL UNIQUE,
                    type text NOT NULL,
                    tags text[] NOT NULL,
                    payload text NOT NULL)""");
    }

    @Override
    public CompletionStage<Outcome> deploy(Deployment command) throws Exception {
        Deployment[] rows = new Deployment[eventsPerOperation()];
        rows[0] = command;
        for (int row = 1; row < rows.length; row++) {
            UUID id = new UUID(
                    command.commandId().getMostSignificantBits(),
                    command.commandId().getLeastSignificantBits() + row);
            rows[row] = new Deployment(id, command.missionId(), command.volunteerId() + "-" + row);
        }
        try (Connection connection = pool.getConnection()) {
            if (statement == Statement.COPY) {
                copy(connection, rows);
            } else {
                insert(connection, rows);
            }
        }
        return CompletableFuture.completedFuture(new Outcome(true, 0));
    }

    private static void insert(Connection connection, Deployment[] rows) throws Exception {
        Object[] ids = new Object[rows.length];
        Object[] tags = new Object[rows.length];
        Object[] payloads = new Object[rows.length];
        for (int row = 0; row < rows.length; row++) {
            ids[row] = rows[row].commandId();
            tags[row] = tags(rows[row]);
            payloads[row] = JSON.writeValueAsString(rows[row].accepted());
        }
        try (var insert = connection.prepareStatement("""
                INSERT INTO event (command_id, type, tags, payload)
                SELECT id, 'VolunteerDeployed', tags::text[], payload
                FROM unnest(?::uuid[], ?::text[], ?::text[]) AS rows(id, tags, payload)""")) {
            insert.setArray(1, connection.createArrayOf("uuid", ids));
            insert.setArray(2, connection.createArrayOf("text", tags));
            insert.setArray(3, connection.createArrayOf("text", payloads));
            insert.executeUpdate();
        }
    }

    private static void copy(Connection connection, Deployment[] rows) throws Exception {
        StringBuilder text = new StringBuilder(rows.length * 640);
        for (Deployment row : rows) {
            text.append(row.commandId())
                    .append("\tVolunteerDeployed\t")
                    .append(tags(row))
                    .append('\t')
                    .append(JSON.writeValueAsString(row.accepted()))
                    .append('\n');
        }
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY event (command_id, type, tags, payload) FROM STDIN", new StringReader(text.toString()));
    }

    /** The tags as PostgreSQL writes an array; none of them needs quoting. */
    private static String tags(Deployment command) {
        return "{mission:" + command.missionId()
                + ",volunteer:" + command.volunteerId()
                + ",assignment:A-" + command.volunteerId() + "-1"
                + ",station:" + command.missionId() + "-S1"
                + ",command:" + command.commandId() + "}";
    }

    @Override
    public void close() {
        pool.close();
    }
}
