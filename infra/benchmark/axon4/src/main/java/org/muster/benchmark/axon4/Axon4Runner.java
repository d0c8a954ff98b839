package org.muster.benchmark.axon4;

import java.io.IOException;
import java.util.Map;
import org.muster.benchmark.kit.RunnerProcess;

/** The process in which Axon Framework 4.13 is measured. */
public final class Axon4Runner {

    private Axon4Runner() {}

    public static void main(String[] arguments) throws IOException {
        RunnerProcess.serve(Map.of(
                "stock", (target, inFlight) -> new Axon4Subject(target, false),
                "cached", (target, inFlight) -> new Axon4Subject(target, true)));
    }
}
