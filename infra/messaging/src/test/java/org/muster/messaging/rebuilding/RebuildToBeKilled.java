package org.muster.messaging.rebuilding;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.muster.embedded.Database;
import org.muster.messaging.Stage;
import org.muster.messaging.TallyProjection;

/** A process that works on rebuilds and drops dead in the middle of a batch. */
final class RebuildToBeKilled {

    private static final int EXIT_CODE = 137;

    private static final int BATCHES = 4;

    private RebuildToBeKilled() {}

    /** Returns when it is dead. */
    static void run(Stage stage, Database database) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        RebuildToBeKilled.class.getName(),
                        stage.kafka().get("bootstrap.servers").toString(),
                        stage.prefix(),
                        database.jdbcUrl(),
                        database.username(),
                        database.password()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(RebuildStage.LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isEqualTo(EXIT_CODE);
    }

    public static void main(String[] arguments) {
        Stage stage = new Stage(Map.of("bootstrap.servers", arguments[0]), arguments[1]);
        Database database = new Database(arguments[2], arguments[3], arguments[4]);
        TallyProjection tally = new TallyProjection();
        AtomicInteger batches = new AtomicInteger();
        tally.gate = () -> {
            if (batches.incrementAndGet() > BATCHES) {
                Runtime.getRuntime().halt(EXIT_CODE);
            }
        };
        new Rebuilds(
                        List.of(tally, TallyProjection.second()),
                        database.dataSource(),
                        RebuildStage.settings(stage),
                        new SimpleMeterRegistry())
                .start();
    }
}
