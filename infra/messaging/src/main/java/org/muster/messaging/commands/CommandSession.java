package org.muster.messaging.commands;

import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.muster.messaging.CommandHandler;
import org.muster.messaging.CommandHandler.UnavailableException;
import org.muster.messaging.Reply;
import org.muster.messaging.commands.CommandLanes.Handled;
import org.muster.messaging.thread.Backoff;
import org.muster.messaging.topics.BrokerProbe;
import org.muster.messaging.wire.ProducerSends;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one consumer and one producer of a {@link CommandLoop}, up to their first failure. Not thread-safe.
 *
 * <p>After any exception the session is only good for closing: the next one reads where the group's offsets are, which moved with
 * the answers or not at all.
 */
final class CommandSession implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CommandSession.class);

    private static final Duration POLL_TIMEOUT = Duration.ofMillis(200);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** Larger answers are not given, and larger rejected values stay where they were sent: a broker takes a megabyte. */
    private static final int VALUE_BYTES_MAX = 900_000;

    /** Larger keys stay where they were sent, too. */
    private static final int KEY_BYTES_MAX = 10_000;

    private static final int REASON_LENGTH_MAX = 2000;

    /** Hears of transactions. */
    interface CommitListener {
        void committed(int results, int rejected, long nanos);

        /** A batch was refused, and is taken up again by whoever has its partitions then. */
        void undone();
    }

    private final CommandLoopSettings settings;
    private final CommandLanes lanes;
    private final CommitListener listener;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final Admin admin;
    private final BrokerProbe brokers;
    private final Backoff backoff = new Backoff();
    private boolean healthy = true;
    private long nextAttemptNanos = System.nanoTime();
    private Optional<String> problem = Optional.empty();

    CommandSession(
            CommandLoopSettings settings,
            CommandHandler handler,
            Function<Map<String, Object>, Producer<byte[], byte[]>> producers,
            CommitListener listener) {
        this.settings = settings;
        this.lanes = new CommandLanes(handler, settings.concurrencyPerPartition());
        this.listener = listener;
        this.consumer = new KafkaConsumer<>(
                settings.consumerConfig(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.admin = Admin.create(settings.kafka().admin());
        this.brokers = new BrokerProbe(admin);
        this.producer = producers.apply(settings.producerConfig());
        try {
            // Ends the transaction of an earlier session of this member, and fences that off.
            producer.initTransactions();
            consumer.subscribe(List.of(settings.commandsTopic()));
        } catch (RuntimeException e) {
            healthy = false;
            close();
            throw e;
        }
    }

    /**
     * Reads and answers the next batch, if there is one within a moment.
     *
     * @return what it waits for, if it cannot go on for now
     */
    Optional<String> step() throws InterruptedException {
        boolean waiting = System.nanoTime() - nextAttemptNanos < 0;
        if (waiting) {
            // Polling goes on, so that the group does not take this member for dead.
            consumer.pause(consumer.assignment());
        } else if (!consumer.paused().isEmpty()) {
            consumer.resume(consumer.paused());
        }
        List<ConsumerRecord<byte[], byte[]>> commands = new ArrayList<>();
        consumer.poll(POLL_TIMEOUT).forEach(commands::add);
        if (!commands.isEmpty()) {
            answer(commands);
        }
        return problem.or(brokers::problem);
    }

    private void answer(List<ConsumerRecord<byte[], byte[]>> commands) throws InterruptedException {
        healthy = false;
        long startNanos = System.nanoTime();
        try {
            List<Handled> handled = lanes.handle(commands);
            write(handled);
            problem = Optional.empty();
            backoff.reset();
            int rejected = (int) handled.stream()
                    .filter(one -> one.reply() instanceof Reply.Rejected)
                    .count();
            listener.committed(handled.size() - rejected, rejected, System.nanoTime() - startNanos);
        } catch (UnavailableException e) {
            log.warn("Commands wait: {}", e.toString());
            problem = Optional.of(e.toString());
            nextAttemptNanos = System.nanoTime() + backoff.next().toNanos();
            rewind(commands);
        } catch (CommitFailedException e) {
            // The group is being shared out anew. Whoever left it for that would make it start again, for all members.
            log.info("Answers were refused since the group is shared out anew: {}", e.getMessage());
            producer.abortTransaction();
            rewind(commands);
            listener.undone();
        }
        healthy = true;
    }

    private void rewind(List<ConsumerRecord<byte[], byte[]>> commands) {
        Map<TopicPartition, Long> first = new HashMap<>();
        commands.forEach(command -> first.merge(partitionOf(command), command.offset(), Math::min));
        first.forEach(consumer::seek);
    }

    /** The answers and the offsets, both or neither; neither if the group has given these partitions to another member. */
    private void write(List<Handled> handled) throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        producer.beginTransaction();
        ProducerSends<byte[]> answers = new ProducerSends<>(producer, CommandLoopSettings.ACKNOWLEDGED_WITHIN);
        for (Handled one : handled) {
            answers.send(recordOf(one));
            offsets.merge(
                    partitionOf(one.command()),
                    new OffsetAndMetadata(
                            one.command().offset() + 1, one.command().leaderEpoch(), ""),
                    (a, b) -> a.offset() > b.offset() ? a : b);
        }
        answers.await();
        producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
        producer.commitTransaction();
    }

    private ProducerRecord<byte[], byte[]> recordOf(Handled handled) {
        return switch (handled.reply()) {
            case Reply.Result(var answer) -> {
                ProducerRecord<byte[], byte[]> result = KafkaMessageFactory.<byte[]>createWriter(
                                settings.resultsTopic(), handled.command().key())
                        .writeBinary(answer);
                yield result.value() != null && result.value().length > VALUE_BYTES_MAX
                        ? rejected(handled.command(), new Reply.Rejected("INTERNAL_ERROR: the answer is too large"))
                        : result;
            }
            case Reply.Rejected rejection -> rejected(handled.command(), rejection);
        };
    }

    private ProducerRecord<byte[], byte[]> rejected(ConsumerRecord<byte[], byte[]> command, Reply.Rejected rejection) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                settings.rejectedTopic(),
                rejection.withRecord() && fits(command.key(), KEY_BYTES_MAX) ? command.key() : null,
                rejection.withRecord() && fits(command.value(), VALUE_BYTES_MAX) ? command.value() : null);
        rejection
                .attributes()
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        String reason = rejection.reason();
        String text = reason.length() <= REASON_LENGTH_MAX ? reason : reason.substring(0, REASON_LENGTH_MAX);
        record.headers().add(CommandLoop.REASON, text.getBytes(StandardCharsets.UTF_8));
        record.headers()
                .add(
                        CommandLoop.ORIGIN,
                        (command.topic() + "-" + command.partition() + "@" + command.offset())
                                .getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private static boolean fits(byte[] bytes, int bytesMax) {
        return bytes == null || bytes.length <= bytesMax;
    }

    private static TopicPartition partitionOf(ConsumerRecord<byte[], byte[]> command) {
        return new TopicPartition(command.topic(), command.partition());
    }

    /** Commands not read yet in this member's partitions, as last heard of; markers of transactions included. */
    long lagRecords() {
        return consumer.assignment().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
    }

    @Override
    public void close() {
        try {
            producer.close(healthy ? CLOSE_TIMEOUT : Duration.ZERO);
        } catch (KafkaException e) {
            log.debug("A producer did not close in order", e);
        }
        try (admin) {
            consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
        }
    }
}
