package org.muster.benchmark.pipeline;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.Statement;
import org.muster.embedded.Database;
import org.postgresql.PGConnection;

/** What PostgreSQL alone takes: the rows of the assignments, written out before, copied into an empty table with the same key. */
record BareCopy(Database database) {

    /** @param events that made those rows: the time is told for them */
    Stopwatch copy(int events) throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path TO read_models");
            ByteArrayOutputStream rows = new ByteArrayOutputStream();
            long count = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY assignments_1.assignment TO STDOUT (FORMAT binary)", rows);
            statement.execute("CREATE TABLE bare (LIKE assignments_1.assignment, PRIMARY KEY (assignment))");
            return Stopwatch.time(
                    "bare COPY of the " + count + " rows",
                    events,
                    () -> connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn(
                                    "COPY bare FROM STDIN (FORMAT binary)",
                                    new ByteArrayInputStream(rows.toByteArray())));
        }
    }
}
