package org.muster.benchmark.ceilings;

import java.io.IOException;
import java.util.Map;
import org.muster.benchmark.kit.RunnerProcess;

/** The process in which the ceilings are measured. */
public final class CeilingsRunner {

    private CeilingsRunner() {}

    public static void main(String[] arguments) throws IOException {
        RunnerProcess.serve(Map.of(
                "insert", OneRowInsert::new,
                "bulk-insert", (target, inFlight) -> BulkInsert.byInsert(target, inFlight),
                "bulk-copy", (target, inFlight) -> BulkInsert.byCopy(target, inFlight)));
    }
}
