package org.muster.messaging.commands;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.muster.embedded.Database;
import org.muster.messaging.InterceptedProducer;
import org.muster.messaging.Ledger;
import org.muster.messaging.Stage;

/** A process that takes commands, decides them, writes the answers, and drops dead before it commits them. */
final class MemberToBeKilled {

    static final int EXIT_CODE = 137;

    private MemberToBeKilled() {}

    static Process start(Stage stage, Database database) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        MemberToBeKilled.class.getName(),
                        stage.kafka().get("bootstrap.servers").toString(),
                        stage.prefix(),
                        database.jdbcUrl(),
                        database.username(),
                        database.password()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] arguments) throws IOException {
        Stage stage = new Stage(Map.of("bootstrap.servers", arguments[0]), arguments[1]);
        Ledger ledger = new Ledger(new Database(arguments[2], arguments[3], arguments[4]));
        new CommandLoop(
                        stage.commands("member"),
                        ledger,
                        new SimpleMeterRegistry(),
                        MemberToBeKilled::haltingAtItsCommit)
                .start();
        while (System.in.read() >= 0) {
            // Whatever is written means: stay. The end of it means that the test is gone.
        }
    }

    private static Producer<byte[], byte[]> haltingAtItsCommit(Map<String, Object> config) {
        Producer<byte[], byte[]> real =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        return InterceptedProducer.of(real, (method, call) -> {
            if (method.equals("commitTransaction")) {
                real.flush();
                Runtime.getRuntime().halt(EXIT_CODE);
            }
            return call.call();
        });
    }
}
