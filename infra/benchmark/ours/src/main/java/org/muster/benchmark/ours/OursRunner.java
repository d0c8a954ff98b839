package org.muster.benchmark.ours;

import java.io.IOException;
import java.util.Map;
import org.muster.benchmark.kit.RunnerProcess;

/** The process in which ours, and Axon 5 in memory, are measured. */
public final class OursRunner {

    private static final int BULK_EVENTS = 500;

    private OursRunner() {}

    public static void main(String[] arguments) throws IOException {
        RunnerProcess.serve(Map.of(
                "axon", (target, inFlight) -> new OursSubject(target),
                "append", (target, inFlight) -> new AppendSubject(target, 1),
                "append-bulk", (target, inFlight) -> new AppendSubject(target, BULK_EVENTS),
                "memory", (target, inFlight) -> new MemorySubject()));
    }
}
