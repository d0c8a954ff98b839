package org.muster.commandside.adapter.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.muster.commandside.intake.CommandIntake;
import org.muster.commandside.publication.KafkaSettings;
import org.muster.messaging.ParallelStop;
import org.muster.messaging.commands.CommandLoop;
import org.muster.messaging.commands.CommandLoopSettings;
import org.muster.messaging.commands.CommandLoopState;
import org.muster.messaging.commands.CommandLoopState.Phase;
import org.muster.messaging.topics.TopicInitializer;
import org.muster.messaging.topics.TopicSpec;
import org.muster.messaging.wire.KafkaClients;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Takes commands from {@code muster.commands}, from the moment that Kafka can be reached. Each record gets one answer, in
 * {@code muster.command-results} or {@code muster.commands.rejected}; several processes share the partitions.
 */
public final class CommandsOverKafka implements ParallelStop {

    /** Header of a command that is only to be decided: {@code true}; as over HTTP, {@code false} is the same as leaving it out. */
    public static final String DRY_RUN = "muster-dry-run";

    /** Fixed for ever: the order of a subject's commands depends on it. */
    private static final int COMMAND_PARTITIONS = 12;

    private static final int RESULT_PARTITIONS = 12;
    private static final int REJECTED_PARTITIONS = 1;

    private static final String GROUP = "muster.command-side";

    private final KafkaCommandHandler handler;
    private final KafkaClients clients;
    private final KafkaSettings kafka;
    private final IntSupplier port;
    private final MeterRegistry meters;
    private volatile Running running;

    private record Running(TopicInitializer topics, CommandLoop loop) {}

    /**
     * @param bytesMax bytes of one command's body
     * @param port of this process, asked when this starts
     */
    public CommandsOverKafka(
            CommandIntake intake,
            JwtDecoder decoder,
            KafkaClients clients,
            KafkaSettings kafka,
            int bytesMax,
            IntSupplier port,
            MeterRegistry meters) {
        this.handler = new KafkaCommandHandler(
                intake, new SenderAuthenticator(decoder, kafka.commands().trustTopicAcl()), bytesMax);
        this.clients = clients;
        this.kafka = kafka;
        this.port = port;
        this.meters = meters;
    }

    /** What it is doing. */
    public CommandLoopState state() {
        Running now = running;
        if (now == null) {
            return new CommandLoopState(Phase.STOPPED, Instant.now(), Optional.of("not started"));
        }
        CommandLoopState state = now.loop().state();
        Optional<String> waiting = now.topics().problem();
        return waiting.isEmpty() ? state : new CommandLoopState(Phase.WAITING, state.since(), waiting);
    }

    @Override
    public void start() {
        CommandLoop loop = new CommandLoop(CommandLoopSettings.on(clients, GROUP, member()), handler, meters);
        TopicInitializer topics = new TopicInitializer(
                "commands",
                clients.admin(),
                List.of(
                        TopicSpec.messages(CommandLoopSettings.COMMANDS_TOPIC, COMMAND_PARTITIONS, kafka.replication()),
                        TopicSpec.messages(CommandLoopSettings.RESULTS_TOPIC, RESULT_PARTITIONS, kafka.replication()),
                        TopicSpec.messages(
                                CommandLoopSettings.REJECTED_TOPIC, REJECTED_PARTITIONS, kafka.replication())),
                loop::start);
        running = new Running(topics.start(), loop);
    }

    /** Finishes the commands in hand; what is left is for the other members, or for the next start. */
    @Override
    public void stop() {
        Running now = running;
        if (now != null) {
            now.topics().close();
            now.loop().close();
            running = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    private String member() {
        if (!kafka.commands().member().isBlank()) {
            return kafka.commands().member();
        }
        try {
            return InetAddress.getLocalHost().getHostName() + "-" + port.getAsInt();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(
                    "This host has no name, so muster.kafka.commands.member must be set, each process to its own", e);
        }
    }
}
