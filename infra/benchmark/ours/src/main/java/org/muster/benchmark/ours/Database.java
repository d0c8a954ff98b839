package org.muster.benchmark.ours;

import com.zaxxer.hikari.HikariDataSource;
import org.muster.benchmark.kit.Census;
import org.muster.benchmark.kit.Target;

/** The engine's database. */
final class Database {

    /** The race's missions are not grown. */
    static final int SMALL_CEILING = 1000;

    /** Two are the engine's own, the rest for reading what is not in memory. */
    private static final int CONNECTIONS = 8;

    private Database() {}

    static HikariDataSource pool(Target target) {
        return target.pool(CONNECTIONS);
    }

    static void count(Target target, Census census) {
        target.countJson(
                "SELECT convert_from(payload, 'UTF8') FROM eventstore.event WHERE type LIKE '%VolunteerDeployed'",
                census);
    }
}
