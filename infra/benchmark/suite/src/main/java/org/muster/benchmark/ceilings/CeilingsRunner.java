package org.muster.benchmark.ceilings;

import java.io.IOException;
import java.util.Map;
import org.muster.benchmark.ceilings.InsertSubject.Statement;
import org.muster.benchmark.kit.RunnerProcess;

/** The process in which the ceilings are measured; a connection per caller. */
public final class CeilingsRunner {

    private CeilingsRunner() {}

    public static void main(String[] arguments) throws IOException {
        RunnerProcess.run(Map.of(
                "insert", (target, inFlight) -> new InsertSubject(target, inFlight, Statement.ONE_ROW),
                "bulk-insert", (target, inFlight) -> new InsertSubject(target, inFlight, Statement.MANY_ROWS),
                "bulk-copy", (target, inFlight) -> new InsertSubject(target, inFlight, Statement.COPY)));
    }
}
