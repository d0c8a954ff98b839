package org.muster.commandside.system;

import static org.muster.commandside.system.Bodies.establish;
import static org.muster.commandside.system.CommandTopics.command;
import static org.muster.commandside.system.CommandTopics.header;

import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.muster.embedded.KafkaServer;
import org.muster.embedded.LocalPostgres;
import org.muster.testing.TestKafka;

/** A command side with a Kafka and a PostgreSQL of its own, and an integrating system that it trusts. It ends with the JVM. */
abstract class CommandsOverKafkaStage {

    /** Locked by the classes that use it, which run one after the other: one of them kills its PostgreSQL. */
    static final String LOCK = "the command side with Kafka";

    static final LocalPostgres POSTGRES = LocalPostgres.temporary();

    static final RunningCommandSide SYSTEM;

    static final CommandTopics TOPICS;

    static final String TOKEN = RunningCommandSide.ISSUER.token("integrator-7", "commands", "import");

    static {
        KafkaServer kafka = TestKafka.start();
        SYSTEM = RunningCommandSide.on(
                POSTGRES.createDatabase("muster", "muster"),
                "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--muster.kafka.commands.member=one",
                // A store that is unavailable is noticed so soon.
                "--muster.commands.timeout=3s");
        awaitRunning();
        TOPICS = new CommandTopics(kafka);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            TOPICS.close();
                            SYSTEM.close();
                            POSTGRES.close();
                            kafka.close();
                        },
                        "close-commands-over-kafka"));
    }

    static void awaitRunning() {
        SYSTEM.awaitUp("commandsOverKafka");
    }

    static void send(String name, UUID id, String key, Object body) {
        TOPICS.send(command(name, id, key, body, TOKEN));
    }

    static ProducerRecord<byte[], byte[]> good(String mission) {
        return command("EstablishMission", UUID.randomUUID(), "mission:" + mission, establish(mission), TOKEN);
    }

    static ProducerRecord<byte[], byte[]> withBody(ProducerRecord<byte[], byte[]> command, byte[] body) {
        return new ProducerRecord<>(command.topic(), null, command.key(), body, command.headers());
    }

    static ProducerRecord<byte[], byte[]> withKey(ProducerRecord<byte[], byte[]> command, byte[] key) {
        return new ProducerRecord<>(command.topic(), null, key, command.value(), command.headers());
    }

    static List<ConsumerRecord<byte[], byte[]>> rejectedOf(UUID command) {
        return TOPICS.rejected().stream()
                .filter(rejected -> command.toString().equals(header(rejected, "ce_id")))
                .toList();
    }

    static List<String> reasonsFor(UUID command) {
        return rejectedOf(command).stream()
                .map(rejected -> header(rejected, "muster-rejection-reason"))
                .toList();
    }
}
