package org.muster.benchmark.axon4;

import java.io.IOException;
import java.util.Map;
import org.muster.benchmark.kit.RunnerProcess;

/** The process in which Axon Framework 4.13 is measured without Spring. */
public final class Axon4Runner {

    /** More connections than this only queue inside PostgreSQL on a machine of a few cores. */
    static final int CONNECTIONS = 16;

    private Axon4Runner() {}

    public static void main(String[] arguments) throws IOException {
        RunnerProcess.run(Map.of(
                "stock", (target, inFlight) -> new Axon4Subject(target.pool(CONNECTIONS), false),
                "cached", (target, inFlight) -> new Axon4Subject(target.pool(CONNECTIONS), true)));
    }
}
