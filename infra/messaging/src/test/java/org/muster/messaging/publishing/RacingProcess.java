package org.muster.messaging.publishing;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.byteman.agent.Main;
import org.muster.embedded.Database;
import org.muster.messaging.InMemorySource;
import org.muster.messaging.Ledger;
import org.muster.messaging.Stage;
import org.muster.messaging.commands.CommandLoop;
import org.muster.messaging.commands.CommandLoopSettings;
import org.muster.messaging.leadership.LeaderLock;

/** A process in which the race of Kafka's client between a record and the commit behind it is as good as always lost. */
final class RacingProcess implements AutoCloseable {

    static final int EVENTS = 150;
    private static final int KEYS = 10;

    private final Process process;

    private RacingProcess(Process process) {
        this.process = process;
    }

    /** Publishes {@link #EVENTS} events, each in a transaction of its own. */
    static RacingProcess publishing(Stage stage, Path log) throws Exception {
        return start(log, "publisher", stage.kafka().get("bootstrap.servers").toString(), stage.prefix());
    }

    /** Decides commands, a few in a transaction. */
    static RacingProcess deciding(Stage stage, Database database, Path log) throws Exception {
        return start(
                log,
                "commands",
                stage.kafka().get("bootstrap.servers").toString(),
                stage.prefix(),
                database.jdbcUrl(),
                database.username(),
                database.password());
    }

    private static RacingProcess start(Path log, String... arguments) throws Exception {
        Path agent = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path rule = Path.of(RacingProcess.class.getResource("/commit-race.btm").toURI());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-javaagent:" + agent + "=script:" + rule,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                RacingProcess.class.getName()));
        command.addAll(List.of(arguments));
        return new RacingProcess(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start());
    }

    /** Whether it has ended by itself. */
    boolean hasEnded() {
        return !process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Stage stage = new Stage(Map.of("bootstrap.servers", arguments[1]), arguments[2]);
        if (arguments[0].equals("publisher")) {
            InMemorySource source = new InMemorySource(KEYS);
            source.append(EVENTS);
            try (Publisher publisher =
                    new Publisher(source, stage.publisher(1), LeaderLock.ALWAYS, new SimpleMeterRegistry()).start()) {
                while (publisher.state().position() < EVENTS) {
                    Thread.sleep(20);
                }
            }
            return;
        }
        Ledger ledger = new Ledger(new Database(arguments[3], arguments[4], arguments[5]));
        CommandLoopSettings few = stage.commands("racing");
        new CommandLoop(
                        new CommandLoopSettings(
                                few.kafka(),
                                few.commandsTopic(),
                                few.resultsTopic(),
                                few.rejectedTopic(),
                                few.groupId(),
                                few.transactionalId(),
                                2,
                                4),
                        ledger,
                        new SimpleMeterRegistry())
                .start();
        while (System.in.read() >= 0) {
            // Whatever is written means: stay. The end of it means that the test is gone.
        }
    }
}
