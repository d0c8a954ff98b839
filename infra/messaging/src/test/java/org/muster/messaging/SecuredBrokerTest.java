package org.muster.messaging;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.embedded.Database;
import org.muster.messaging.commands.CommandLoop;
import org.muster.messaging.commands.CommandLoopSettings;
import org.muster.messaging.leadership.LeaderLock;
import org.muster.messaging.progress.AppliedPosition;
import org.muster.messaging.projecting.CheckpointedConsumer;
import org.muster.messaging.projecting.ProjectionSettings;
import org.muster.messaging.publishing.Publisher;
import org.muster.messaging.publishing.PublisherSettings;
import org.muster.messaging.topics.TopicInitializer;
import org.muster.messaging.topics.TopicSpec;
import org.muster.messaging.wire.KafkaClients;
import org.muster.testing.SecuredKafka;
import org.muster.testing.TestPostgres;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

/**
 * Every kind of client against a broker with TLS, SCRAM and ACLs, set up by {@code spring.kafka.*} alone. The ACLs are those
 * that OPERATIONS lists, and no more.
 */
class SecuredBrokerTest {

    private static final Duration LIMIT = Duration.ofSeconds(180);

    @TempDir
    Path directory;

    @Test
    void publishes_projects_and_answers_for_users_who_may_and_for_nobody_else() throws Exception {
        Database database = TestPostgres.freshDatabase();
        SeenProjection seen = new SeenProjection("seen");
        SeenProjection.createTables(database);
        Ledger ledger = new Ledger(database).createTables();
        try (SecuredKafka kafka = SecuredKafka.start(directory)) {
            List.of("writer", "reader", "sender").forEach(kafka::addUser);
            kafka.allow("writer", TOPIC, "muster.", CREATE, DESCRIBE, DESCRIBE_CONFIGS, READ, WRITE);
            kafka.allow("writer", GROUP, "muster.", READ);
            kafka.allow("writer", TRANSACTIONAL_ID, "muster.", DESCRIBE, WRITE);
            kafka.allow("reader", TOPIC, "muster.events", DESCRIBE, READ);
            kafka.allow("reader", TOPIC, "muster.publication", DESCRIBE, READ);
            kafka.allow("reader", GROUP, "muster.", READ);
            kafka.allow("sender", TOPIC, "muster.commands", DESCRIBE, WRITE);
            with(
                    kafka,
                    "writer",
                    writer -> with(kafka, "reader", reader -> {
                        try (WholeSystem system = new WholeSystem(writer, reader, database, seen, ledger)) {
                            system.source.append(200);
                            await().atMost(LIMIT).until(() -> seen.count(database) == 200);
                            assertThat(system.applied.awaitApplied(seen.name(), 200, LIMIT))
                                    .isTrue();
                            with(kafka, "sender", sender -> send(sender, "muster.commands", "account-1", "command-1"));
                            await().atMost(LIMIT)
                                    .until(() -> ledger.ids("account-1").equals(List.of("command-1")));
                            await().atMost(LIMIT)
                                    .until(() -> new Stage(kafka.administrator(), "")
                                                    .readCommitted(CommandLoopSettings.RESULTS_TOPIC)
                                                    .size()
                                            == 1);
                        }
                        assertThatThrownBy(() -> send(reader, "muster.events", "key", "forged"))
                                .rootCause()
                                .isInstanceOf(AuthorizationException.class);
                        with(
                                kafka,
                                "sender",
                                sender -> assertThatThrownBy(() -> send(sender, "muster.events", "key", "forged"))
                                        .rootCause()
                                        .isInstanceOf(AuthorizationException.class));
                    }));
        }
    }

    /** What Spring Boot makes of a user's settings. */
    private static void with(SecuredKafka kafka, String user, Work work) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, KafkaAutoConfiguration.class))
                .withPropertyValues(kafka.springKafka(user))
                .run(context -> work.accept(KafkaClients.of(
                        context.getBean(ConsumerFactory.class),
                        context.getBean(ProducerFactory.class),
                        context.getBean(KafkaAdmin.class))));
    }

    private interface Work {
        void accept(KafkaClients clients) throws Exception;
    }

    private static void send(KafkaClients clients, String topic, String key, String value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(clients.producer(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            topic, key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8)))
                    .get(60, TimeUnit.SECONDS);
        }
    }

    /** Both sides' clients. */
    private static final class WholeSystem implements AutoCloseable {

        private final InMemorySource source = new InMemorySource(20);
        private final Publisher publisher;
        private final CommandLoop commands;
        private final AppliedPosition applied;
        private final CheckpointedConsumer member;
        private final TopicInitializer topics;

        WholeSystem(KafkaClients writer, KafkaClients reader, Database database, Projection projection, Ledger ledger) {
            SimpleMeterRegistry meters = new SimpleMeterRegistry();
            publisher = new Publisher(source, PublisherSettings.on(writer), LeaderLock.ALWAYS, meters);
            commands = new CommandLoop(CommandLoopSettings.on(writer, "muster.command-side", "one"), ledger, meters);
            applied = new AppliedPosition(
                            database.dataSource(),
                            reader,
                            PublisherSettings.PUBLICATION_TOPIC,
                            PublisherSettings.EVENTS_TOPIC)
                    .start();
            member = new CheckpointedConsumer(
                            projection,
                            database.dataSource(),
                            ProjectionSettings.on(reader, "muster.query-side.seen"),
                            () -> applied.checkpointMoved(projection.name()),
                            meters)
                    .start();
            topics = new TopicInitializer(
                            "everything",
                            writer.admin(),
                            List.of(
                                    TopicSpec.kept(PublisherSettings.EVENTS_TOPIC, 4, 1),
                                    TopicSpec.publication(PublisherSettings.PUBLICATION_TOPIC, 1),
                                    TopicSpec.messages(CommandLoopSettings.COMMANDS_TOPIC, 2, 1),
                                    TopicSpec.messages(CommandLoopSettings.RESULTS_TOPIC, 2, 1),
                                    TopicSpec.messages(CommandLoopSettings.REJECTED_TOPIC, 1, 1)),
                            () -> {
                                publisher.start();
                                commands.start();
                            })
                    .start();
        }

        @Override
        public void close() {
            topics.close();
            commands.close();
            member.close();
            applied.close();
            publisher.close();
        }
    }
}
