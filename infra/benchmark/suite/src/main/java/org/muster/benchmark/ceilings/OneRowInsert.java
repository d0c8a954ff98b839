package org.muster.benchmark.ceilings;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.muster.benchmark.kit.BlockingSubject;
import org.muster.benchmark.kit.Census;
import org.muster.benchmark.kit.Deployment;
import org.muster.benchmark.kit.Mission;
import org.muster.benchmark.kit.Outcome;
import org.muster.benchmark.kit.Target;

/** One row per transaction, a connection per caller, nothing read and nothing decided. */
final class OneRowInsert implements BlockingSubject {

    private final Target target;
    private final HikariDataSource pool;

    OneRowInsert(Target target, int inFlight) {
        this.target = target;
        this.pool = target.pool(inFlight);
    }

    @Override
    public void seed(List<Mission> missions) {
        EventTable.create(target);
    }

    @Override
    public Outcome deploy(Deployment command) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO event (command_id, type, tags, payload) VALUES (?, ?, ?::text[], ?)")) {
            insert.setObject(1, command.commandId());
            insert.setString(2, "VolunteerDeployed");
            insert.setString(3, EventTable.tags(command));
            insert.setString(4, EventTable.payload(command));
            insert.executeUpdate();
        }
        return Outcome.accepted(0);
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
