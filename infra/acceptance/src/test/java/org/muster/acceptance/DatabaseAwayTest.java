package org.muster.acceptance;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills PostgreSQL under both sides, and stops them without it. */
class DatabaseAwayTest {

    private static final Machine.Size SIZE = new Machine.Size(1, 1, 1);

    /** Ten seconds are promised; this is what a machine may take that is busy with other tests. */
    private static final Duration STOP_MAX = Duration.ofSeconds(30);

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration ASK_INTERVAL = Duration.ofMillis(20);

    @TempDir
    private Path folder;

    @Test
    @DisplayName("commands go on when PostgreSQL is back, and both sides stop in time while it is unavailable")
    void commands_go_on_and_both_sides_stop() {
        try (Machine machine = Machine.started(folder, SIZE)) {
            Caller importer = machine.as("importer");
            new Scene(importer).activeMission(1);

            machine.killDatabase();
            awaitStatus(importer, 503);
            machine.startDatabase();
            took("commands go on", () -> awaitStatus(importer, 200));

            machine.killDatabase();
            awaitStatus(importer, 503);
            took("the command side stops", () -> machine.stop(Machine.commandSideName(1), STOP_MAX));
            took("the query side stops", () -> machine.stop(Machine.querySideName(1), STOP_MAX));
        }
    }

    private static void awaitStatus(Caller importer, int status) {
        await().atMost(LIMIT)
                .pollInterval(ASK_INTERVAL)
                .until(() -> importer.command("EstablishMission", Scene.establishment(Scene.fresh("M")))
                                .status()
                        == status);
    }

    private static void took(String what, Runnable work) {
        long beganAtNanos = System.nanoTime();
        work.run();
        System.out.printf("%s after %d ms%n", what, (System.nanoTime() - beganAtNanos) / 1_000_000);
    }
}
