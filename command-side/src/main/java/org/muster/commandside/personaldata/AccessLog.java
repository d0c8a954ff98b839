package org.muster.commandside.personaldata;

import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every access to personal data, in {@code audit.access}. It is on disk before anything is shown. */
final class AccessLog {

    private final JdbcClient jdbc;

    AccessLog(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    /** What an access came to. */
    enum Outcome {
        SHOWN,
        /** The person was erased. */
        ERASED,
        /** No such person is on record. */
        UNKNOWN
    }

    /**
     * An access.
     *
     * @param number its place in the log
     */
    record Access(long number, Instant at, String actor, String volunteer, String purpose, String outcome) {}

    void record(String actor, String volunteer, Purpose purpose, Outcome outcome) {
        jdbc.sql("INSERT INTO audit.access (actor, volunteer, purpose, outcome) VALUES (?, ?, ?, ?)")
                .params(actor, volunteer, purpose.name(), outcome.name())
                .update();
    }

    List<Access> after(long number, Optional<String> volunteer, Optional<String> actor, int limit) {
        return jdbc.sql("""
                        SELECT number, at, actor, volunteer, purpose, outcome FROM audit.access
                        WHERE number > :after AND (:volunteer::text IS NULL OR volunteer = :volunteer)
                          AND (:actor::text IS NULL OR actor = :actor)
                        ORDER BY number LIMIT :limit""")
                .param("after", number)
                .param("volunteer", volunteer.orElse(null), Types.VARCHAR)
                .param("actor", actor.orElse(null), Types.VARCHAR)
                .param("limit", limit)
                .query((row, n) -> new Access(
                        row.getLong(1),
                        row.getTimestamp(2).toInstant(),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)))
                .list();
    }
}
