package org.muster.benchmark.ours;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.util.Map;
import org.muster.benchmark.kit.RunnerProcess;
import org.muster.benchmark.kit.Target;
import org.muster.eventstore.EventStoreSchema;

/** The process in which ours is measured. */
public final class OursRunner {

    private static final int BULK_EVENTS = 500;

    /** Two are the engine's own, the rest read what is not in memory. */
    private static final int CONNECTIONS = 8;

    private OursRunner() {}

    public static void main(String[] arguments) throws IOException {
        RunnerProcess.run(Map.of(
                "axon", (target, inFlight) -> new OursSubject(pool(target)),
                "append", (target, inFlight) -> new AppendSubject(pool(target), 1),
                "append-bulk", (target, inFlight) -> new AppendSubject(pool(target), BULK_EVENTS)));
    }

    private static HikariDataSource pool(Target target) {
        HikariDataSource pool = target.pool(CONNECTIONS);
        EventStoreSchema.migrate(pool);
        return pool;
    }
}
