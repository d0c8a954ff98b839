package org.muster.messaging.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.messaging.Reply;
import org.muster.messaging.SeenProjection;
import org.muster.messaging.commands.CommandLoop;
import org.muster.messaging.commands.CommandLoopSettings;
import org.muster.messaging.commands.CommandLoopState;
import org.muster.messaging.projecting.CheckpointedConsumer;
import org.muster.messaging.projecting.ProjectionSettings;
import org.muster.messaging.projecting.ProjectionState;
import org.muster.messaging.wire.KafkaClients;
import org.postgresql.ds.PGSimpleDataSource;

/** As when everything starts at once and the brokers' names are not known yet: nothing fails, and says what it waits for. */
class UnknownBrokerTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final KafkaClients NOWHERE = KafkaClients.of(Map.of("bootstrap.servers", "broker.invalid:9092"));

    @Test
    void a_projection_waits() {
        try (CheckpointedConsumer member = new CheckpointedConsumer(
                        new SeenProjection("seen"),
                        new PGSimpleDataSource(),
                        ProjectionSettings.on(NOWHERE, "group"),
                        () -> {},
                        new SimpleMeterRegistry())
                .start()) {
            await().atMost(LIMIT).until(() -> member.state().phase() == ProjectionState.Phase.WAITING);
            assertThat(member.state().problem()).isPresent();
        }
    }

    @Test
    void commands_wait() {
        try (CommandLoop loop = new CommandLoop(
                        CommandLoopSettings.on(NOWHERE, "group", "member"),
                        command -> new Reply.Rejected("nobody asks"),
                        new SimpleMeterRegistry())
                .start()) {
            await().atMost(LIMIT).until(() -> loop.state().phase() == CommandLoopState.Phase.WAITING);
            assertThat(loop.state().problem()).isPresent();
        }
    }
}
