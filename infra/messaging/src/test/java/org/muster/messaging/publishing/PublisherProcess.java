package org.muster.messaging.publishing;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.muster.embedded.Database;
import org.muster.messaging.FactTable;
import org.muster.messaging.InterceptedProducer;
import org.muster.messaging.Stage;
import org.muster.messaging.leadership.LeaderLocks;

/** A process that publishes a {@link FactTable} when it leads, to be killed or frozen. */
final class PublisherProcess implements AutoCloseable {

    static final int KEYS = 50;

    private static final int GONE_WITHIN_SECONDS = 10;
    private static final int BATCH_SIZE_MAX = 100;
    private static final int NEVER = 0;

    private final String name;
    private final Process process;

    private PublisherProcess(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    static PublisherProcess start(Stage stage, Database database, String name, Path log) throws IOException {
        return start(stage, database, name, log, NEVER);
    }

    /** One that holds an open transaction when it freezes: right before it would commit that one. */
    static PublisherProcess freezingAtCommit(int commit, Stage stage, Database database, String name, Path log)
            throws IOException {
        return start(stage, database, name, log, commit);
    }

    private static PublisherProcess start(Stage stage, Database database, String name, Path log, int freezingAtCommit)
            throws IOException {
        return new PublisherProcess(
                name,
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx256m",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                                PublisherProcess.class.getName(),
                                stage.kafka().get("bootstrap.servers").toString(),
                                stage.prefix(),
                                database.jdbcUrl(),
                                database.username(),
                                database.password(),
                                name,
                                Integer.toString(freezingAtCommit))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start());
    }

    String name() {
        return name;
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly()
                .onExit()
                .orTimeout(GONE_WITHIN_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** It stops in the middle of whatever it does; its connections stay. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP", process.pid());
    }

    void wake() throws IOException, InterruptedException {
        signal("CONT", process.pid());
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        int status = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid)
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException("Cannot send " + signal + " to " + pid);
        }
    }

    @Override
    public void close() {
        kill();
    }

    public static void main(String[] arguments) throws IOException {
        Stage stage = new Stage(Map.of("bootstrap.servers", arguments[0]), arguments[1]);
        Database database = new Database(arguments[2], arguments[3], arguments[4]);
        FactTable facts = new FactTable(database, arguments[5], KEYS);
        int freezingAtCommit = Integer.parseInt(arguments[6]);
        AtomicInteger commits = new AtomicInteger();
        new Publisher(
                        facts,
                        stage.publisher(BATCH_SIZE_MAX),
                        new LeaderLocks(facts.dataSource(), "", arguments[5]).of("publisher"),
                        new SimpleMeterRegistry(),
                        config -> freezing(config, commits, freezingAtCommit))
                .start();
        while (System.in.read() >= 0) {
            // Whatever is written means: stay. The end of it means that the test is gone.
        }
        System.exit(0);
    }

    private static Producer<String, byte[]> freezing(Map<String, Object> config, AtomicInteger commits, int at) {
        Producer<String, byte[]> real = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
        return InterceptedProducer.of(real, (method, call) -> {
            if (method.equals("commitTransaction") && commits.incrementAndGet() == at) {
                real.flush();
                signal("STOP", ProcessHandle.current().pid());
                // On a busy machine the signal arrives a moment after it was sent.
                TimeUnit.SECONDS.sleep(2);
            }
            return call.call();
        });
    }
}
