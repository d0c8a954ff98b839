package org.muster.benchmark.pekko;

import java.io.IOException;
import java.util.Map;
import org.muster.benchmark.kit.RunnerProcess;

/** The process in which Pekko persistence is measured. */
public final class PekkoRunner {

    private PekkoRunner() {}

    public static void main(String[] arguments) throws IOException {
        RunnerProcess.run(Map.of(
                "cold", (target, inFlight) -> new PekkoSubject(target, 0),
                "warm", (target, inFlight) -> new PekkoSubject(target, 5000)));
    }
}
