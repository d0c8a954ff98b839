package org.muster.messaging.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.muster.embedded.Database;
import org.muster.messaging.CommandHandler;
import org.muster.messaging.FaultyProducers;
import org.muster.messaging.Ledger;
import org.muster.messaging.Reply;
import org.muster.messaging.Stage;
import org.muster.messaging.commands.CommandLoopState.Phase;
import org.muster.messaging.topics.TopicSpec;
import org.muster.messaging.topics.Topics;
import org.muster.messaging.wire.KafkaClients;
import org.muster.testing.TestPostgres;

@Order(1) // It takes long.
class CommandLoopTest {

    private static final Duration LIMIT = Duration.ofSeconds(180);
    /** Asking reads the whole topic. */
    private static final Duration ASK_INTERVAL = Duration.ofMillis(300);

    private static final int ACCOUNTS = 10;

    private final Stage stage = Stage.onSharedKafka();
    private final Database database = TestPostgres.freshDatabase();
    private final Ledger ledger = new Ledger(database);
    private int sent;

    @BeforeEach
    void createTopicsAndTables() throws Exception {
        ledger.createTables();
        CommandLoopSettings topics = stage.commands("any");
        try (Admin admin = Admin.create(stage.kafka())) {
            Topics.ensure(
                    admin,
                    List.of(
                            TopicSpec.messages(topics.commandsTopic(), Stage.PARTITIONS, 1),
                            TopicSpec.messages(topics.resultsTopic(), 1, 1),
                            TopicSpec.messages(topics.rejectedTopic(), 1, 1)));
        }
    }

    @Test
    void answers_every_command_once_and_in_order_per_key() throws Exception {
        send(300);
        try (CommandLoop loop = loop("one", ledger)) {
            awaitAnswers(300);
            send(100);
            awaitAnswers(400);
            assertThat(loop.state().phase()).isEqualTo(Phase.RUNNING);
        }
        assertEachAnsweredOnce(400);
    }

    @Test
    void puts_aside_what_is_no_command_with_the_reason_and_blocks_nothing() throws Exception {
        send(20);
        sendRecord("account-1", "?");
        sendRecord("account-2", "bug");
        sendRecord(null, null);
        send(20);
        try (CommandLoop loop = loop("one", ledger)) {
            awaitAnswers(40);
            await().atMost(LIMIT).until(() -> rejected().size() >= 3);
            assertThat(loop.state().phase()).isEqualTo(Phase.RUNNING);
        }
        assertEachAnsweredOnce(40);
        assertThat(rejected())
                .extracting(record -> header(record, CommandLoop.REASON))
                .containsExactlyInAnyOrder(
                        "MALFORMED: an id is missing",
                        "MALFORMED: an id is missing",
                        "INTERNAL_ERROR: the handler failed");
        assertThat(rejected()).allSatisfy(record -> {
            assertThat(record.key())
                    .as("a handler that fails vouches for nothing")
                    .isNull();
            assertThat(record.value()).isNull();
            assertThat(record.headers().lastHeader("sender")).isNull();
            assertThat(header(record, CommandLoop.ORIGIN)).startsWith(stage.prefix() + "commands-");
        });
    }

    @Test
    void copies_no_secret_and_nothing_that_kafka_would_not_take_into_the_rejected_topic() throws Exception {
        ProducerRecord<String, String> secret = record("account-1", "secret?");
        secret.headers().add("Authorization", "Bearer x".getBytes(StandardCharsets.UTF_8));
        ProducerRecord<String, String> large = record("x".repeat(20_000), "?" + "x".repeat(950_000));
        ProducerRecord<String, String> crowded = record("account-3", "?");
        for (int header = 0; header < 100; header++) {
            crowded.headers().add("header-" + header, new byte[9_000]);
        }
        ProducerRecord<String, String> personal = record("account-4", "personal");
        CommandHandler handler = command -> text(command.value()).equals("personal")
                ? new Reply.Rejected("FORBIDDEN: for fewer eyes", Map.of("checked", "yes"), false)
                : new Reply.Rejected("FORBIDDEN: known to be harmless", Map.of(), true);
        try (KafkaProducer<String, String> sender = sender()) {
            for (ProducerRecord<String, String> command : List.of(secret, large, crowded, personal)) {
                sender.send(command).get(30, TimeUnit.SECONDS);
            }
        }
        try (CommandLoop loop = loop("one", handler)) {
            await().atMost(LIMIT).until(() -> rejected().size() >= 4);
            assertThat(loop.state().phase()).isEqualTo(Phase.RUNNING);
        }
        assertThat(rejected()).hasSize(4).allSatisfy(record -> {
            assertThat(header(record, CommandLoop.REASON)).isNotEmpty();
            assertThat(header(record, CommandLoop.ORIGIN)).isNotEmpty();
            assertThat(record.headers().lastHeader("Authorization")).isNull();
        });
        assertThat(rejected())
                .extracting(
                        record -> record.key() == null ? "none" : text(record.key()),
                        record -> record.value() == null ? "none" : text(record.value()),
                        record -> record.headers().lastHeader("sender") != null,
                        record -> header(record, "checked"))
                .containsExactlyInAnyOrder(
                        tuple("account-1", "secret?", false, ""),
                        tuple("none", "none", false, ""),
                        tuple("account-3", "?", false, ""),
                        tuple("none", "none", false, "yes"));
    }

    /** The process decides all commands and writes all answers, and is dead before they are committed. */
    @Test
    void gives_the_same_answers_after_a_kill_between_decision_and_commit() throws Exception {
        send(50);
        Process process = MemberToBeKilled.start(stage, database);
        try {
            assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isEqualTo(MemberToBeKilled.EXIT_CODE);
        List<String> decidedBefore = new ArrayList<>();
        for (int account = 0; account < ACCOUNTS; account++) {
            decidedBefore.addAll(ledger.ids("account-" + account));
        }
        assertThat(decidedBefore).as("decided by the dead").isNotEmpty();

        try (CommandLoop loop = loop("member", ledger)) {
            awaitAnswers(50);
            assertThat(loop.state().phase()).isEqualTo(Phase.RUNNING);
        }
        assertEachAnsweredOnce(50);
    }

    /** Sends and commits fail, and successes are not heard of, in two members that share the partitions. */
    @Test
    void answers_once_though_transactions_fail() throws Exception {
        FaultyProducers<byte[]> faulty = new FaultyProducers<>(19920315, new ByteArraySerializer());
        CommandLoopSettings small = stage.commands("one");
        try (CommandLoop one = new CommandLoop(limited(small, 5), ledger, new SimpleMeterRegistry(), faulty).start();
                CommandLoop other = new CommandLoop(
                                limited(stage.commands("other"), 5), ledger, new SimpleMeterRegistry(), faulty)
                        .start()) {
            for (int round = 1; round <= 4; round++) {
                send(50);
                awaitAnswers(round * 50);
            }
            assertThat(List.of(one.state().phase(), other.state().phase())).doesNotContain(Phase.STOPPED);
        }
        assertThat(faulty.failures).as("injected failures").hasPositiveValue();
        assertEachAnsweredOnce(200);
    }

    /** A member that hangs in a decision loses its partitions, another answers, and then the first wakes up. */
    @Test
    void refuses_the_answers_of_a_member_that_was_given_up() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch wakes = new CountDownLatch(1);
        AtomicInteger late = new AtomicInteger();
        CommandHandler hanging = command -> {
            hangs.countDown();
            if (!wakes.await(180, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody woke it");
            }
            late.incrementAndGet();
            return ledger.handle(command);
        };
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        send(20);
        try (CommandLoop zombie = new CommandLoop(impatient(stage.commands("zombie")), hanging, meters).start()) {
            assertThat(hangs.await(180, TimeUnit.SECONDS)).isTrue();
            try (CommandLoop successor = loop("successor", ledger)) {
                awaitAnswers(20);
                assertThat(successor.state().phase()).isEqualTo(Phase.RUNNING);
                wakes.countDown();
                await().atMost(LIMIT)
                        .until(() ->
                                meters.get("muster.commands.failures").counter().count() > 0);
                send(20);
                awaitAnswers(40);
            }
            assertThat(zombie.state().phase()).isNotEqualTo(Phase.STOPPED);
        }
        assertThat(late).as("decisions by the zombie").hasPositiveValue();
        assertEachAnsweredOnce(40);
    }

    @Test
    void waits_while_the_handler_cannot_decide_and_skips_nothing() throws Exception {
        ledger.away.set(true);
        send(50);
        try (CommandLoop loop = loop("one", ledger)) {
            await().atMost(LIMIT).until(() -> loop.state().phase() == Phase.WAITING);
            assertThat(loop.state().problem())
                    .hasValueSatisfying(problem -> assertThat(problem).contains("the ledger is unavailable"));
            ledger.away.set(false);
            awaitAnswers(50);
            await().atMost(LIMIT).until(() -> loop.state().phase() == Phase.RUNNING);
        }
        assertEachAnsweredOnce(50);
        assertThat(rejected()).isEmpty();
    }

    private CommandLoop loop(String member, CommandHandler handler) {
        return new CommandLoop(stage.commands(member), handler, new SimpleMeterRegistry()).start();
    }

    private static CommandLoopSettings limited(CommandLoopSettings usual, int batchSizeMax) {
        return new CommandLoopSettings(
                usual.kafka(),
                usual.commandsTopic(),
                usual.resultsTopic(),
                usual.rejectedTopic(),
                usual.groupId(),
                usual.transactionalId(),
                batchSizeMax,
                2);
    }

    /** Its group gives it up after a second without a poll. */
    private static CommandLoopSettings impatient(CommandLoopSettings usual) {
        Map<String, Object> kafka = new HashMap<>(usual.kafka().consumer());
        kafka.put("max.poll.interval.ms", 1000);
        return new CommandLoopSettings(
                KafkaClients.of(kafka),
                usual.commandsTopic(),
                usual.resultsTopic(),
                usual.rejectedTopic(),
                usual.groupId(),
                usual.transactionalId(),
                100,
                4);
    }

    private void send(int count) throws Exception {
        try (KafkaProducer<String, String> sender = sender()) {
            for (int i = 0; i < count; i++) {
                sent++;
                sender.send(record("account-" + sent % ACCOUNTS, "command-" + sent));
            }
        }
    }

    private void sendRecord(String key, String value) throws Exception {
        try (KafkaProducer<String, String> sender = sender()) {
            sender.send(record(key, value)).get(30, TimeUnit.SECONDS);
        }
    }

    private KafkaProducer<String, String> sender() {
        return new KafkaProducer<>(stage.kafka(), new StringSerializer(), new StringSerializer());
    }

    private ProducerRecord<String, String> record(String key, String value) {
        ProducerRecord<String, String> record =
                new ProducerRecord<>(stage.commands("any").commandsTopic(), key, value);
        record.headers().add("sender", "test".getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private void awaitAnswers(int count) {
        await().atMost(LIMIT).pollInterval(ASK_INTERVAL).until(() -> answers().size() >= count);
    }

    private List<ConsumerRecord<byte[], byte[]>> answers() {
        return stage.readCommitted(stage.commands("any").resultsTopic());
    }

    private List<ConsumerRecord<byte[], byte[]>> rejected() {
        return stage.readCommitted(stage.commands("any").rejectedTopic());
    }

    private void assertEachAnsweredOnce(int count) throws Exception {
        List<ConsumerRecord<byte[], byte[]>> answers = answers();
        assertThat(answers)
                .extracting(answer -> header(answer, "ce_id"))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, count)
                        .mapToObj(number -> "command-" + number)
                        .toList());
        Map<String, List<String>> byKey = answers.stream()
                .collect(Collectors.groupingBy(
                        answer -> text(answer.key()),
                        Collectors.mapping(answer -> header(answer, "ce_id"), Collectors.toList())));
        for (int account = 0; account < ACCOUNTS; account++) {
            int first = account;
            List<String> inOrder = IntStream.rangeClosed(1, count)
                    .filter(number -> number % ACCOUNTS == first)
                    .mapToObj(number -> "command-" + number)
                    .toList();
            assertThat(ledger.ids("account-" + account)).as("decided").isEqualTo(inOrder);
            assertThat(byKey.get("account-" + account)).as("answered").isEqualTo(inOrder);
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return record.headers().lastHeader(name) == null
                ? ""
                : text(record.headers().lastHeader(name).value());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
