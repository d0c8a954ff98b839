package org.muster.messaging.commands;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.muster.messaging.CommandHandler;
import org.muster.messaging.CommandHandler.UnavailableException;
import org.muster.messaging.Reply;
import org.muster.messaging.commands.CommandLanes.Handled;
import org.muster.messaging.container.ContainerWork;
import org.muster.messaging.thread.Backoff;
import org.muster.messaging.thread.OutageLog;
import org.muster.messaging.topics.BrokerProbe;
import org.muster.messaging.topics.LazyAdmin;
import org.muster.messaging.wire.FencingProducers;
import org.muster.messaging.wire.ProducerSends;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * What one member of a command loop does with what its container reads. Everything here runs on the container's thread.
 *
 * <p>After anything that did not succeed, the partitions concerned are paused, the old transaction is decided by a new producer,
 * and only then the group's offsets say where to go on: they moved with the answers or not at all.
 */
final class CommandListener implements ContainerWork {

    private static final Logger log = LoggerFactory.getLogger(CommandListener.class);

    private static final Duration COMMITTED_TIMEOUT = Duration.ofSeconds(5);

    /** Hears of transactions, and of each look at what there is to do. */
    interface Observer {
        void committed(int results, int rejected, long nanos);

        /** A batch was undone, and is taken up again by whoever has its partitions then. */
        void undone();

        void looked();
    }

    private final CommandLanes lanes;
    private final AnswerRecords answers;
    private final FencingProducers<byte[]> producers;
    private final Observer observer;
    private final BrokerProbe brokers;
    private final Backoff backoff = new Backoff();
    private final OutageLog outage;
    /** Paused, and to be read from the group's offsets on. */
    private final Set<TopicPartition> behind = new HashSet<>();

    /** Whether a transaction may be neither committed nor aborted. */
    private boolean undecided;

    private Consumer<?, ?> consumer;
    private long nextAttemptNanos = System.nanoTime();

    CommandListener(
            CommandLoopSettings settings,
            CommandHandler handler,
            FencingProducers<byte[]> producers,
            LazyAdmin admin,
            Observer observer) {
        this.lanes = new CommandLanes(handler, settings.concurrencyPerPartition());
        this.answers = new AnswerRecords(settings.resultsTopic(), settings.rejectedTopic());
        this.producers = producers;
        this.observer = observer;
        this.brokers = new BrokerProbe(admin);
        this.outage = new OutageLog(log, "Taking commands");
    }

    /** What it waits for, if it cannot go on for now. */
    Optional<String> problem() {
        return outage.problem().or(brokers::problem);
    }

    @Override
    public void idle(Consumer<?, ?> of) {
        consumer = of;
        resume();
        observer.looked();
    }

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> commands, Consumer<?, ?> of) {
        consumer = of;
        long startNanos = System.nanoTime();
        try {
            List<Handled> handled = lanes.handle(commands);
            undecided = true;
            write(handled);
            undecided = false;
            if (behind.isEmpty()) {
                well();
            }
            int rejected = (int) handled.stream()
                    .filter(one -> one.reply() instanceof Reply.Rejected)
                    .count();
            observer.committed(handled.size() - rejected, rejected, System.nanoTime() - startNanos);
        } catch (UnavailableException e) {
            fallBehind(commands);
            await(e);
        } catch (CommitFailedException e) {
            log.info("Answers were refused since the group is shared out anew: {}", e.getMessage());
            observer.undone();
            fallBehind(commands);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        } catch (KafkaException e) {
            observer.undone();
            fallBehind(commands);
            await(e);
        }
        resume();
        observer.looked();
    }

    /** The answers and the offsets, both or neither; neither if the group has given these partitions to another member. */
    private void write(List<Handled> handled) throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        producers.commit((producer, operations) -> {
            ProducerSends<byte[]> sends = new ProducerSends<>(producer, CommandLoopSettings.ACKNOWLEDGED_WITHIN);
            for (Handled one : handled) {
                sends.send(answers.of(one));
                offsets.merge(
                        partitionOf(one.command()),
                        new OffsetAndMetadata(
                                one.command().offset() + 1, one.command().leaderEpoch(), ""),
                        (a, b) -> a.offset() > b.offset() ? a : b);
            }
            sends.await();
            operations.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
            return offsets;
        });
    }

    private void fallBehind(List<ConsumerRecord<byte[], byte[]>> commands) {
        commands.forEach(command -> behind.add(partitionOf(command)));
        consumer.pause(consumer.assignment().stream().filter(behind::contains).toList());
    }

    /** Goes on where the group's offsets are, if it is time to try. */
    private void resume() {
        if (behind.isEmpty()) {
            well();
            return;
        }
        if (System.nanoTime() - nextAttemptNanos < 0) {
            return;
        }
        try {
            if (undecided) {
                producers.decide();
                undecided = false;
            }
            behind.retainAll(consumer.assignment());
            Map<TopicPartition, OffsetAndMetadata> committed =
                    consumer.committed(Set.copyOf(behind), COMMITTED_TIMEOUT);
            for (TopicPartition partition : behind) {
                OffsetAndMetadata offset = committed.get(partition);
                if (offset == null) {
                    consumer.seekToBeginning(List.of(partition));
                } else {
                    consumer.seek(partition, offset);
                }
            }
            consumer.resume(behind);
            behind.clear();
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            await(e);
        }
    }

    private void well() {
        outage.works();
        backoff.reset();
    }

    private void await(Exception why) {
        outage.failed("waits", why);
        nextAttemptNanos = System.nanoTime() + backoff.next().toNanos();
    }

    /** What nobody thought of. */
    @Override
    public void handleBatch(
            Exception thrown,
            ConsumerRecords<?, ?> records,
            Consumer<?, ?> of,
            MessageListenerContainer container,
            Runnable again) {
        observer.undone();
        behind.addAll(records.partitions());
        consumer.pause(consumer.assignment().stream().filter(behind::contains).toList());
        await(thrown);
        observer.looked();
    }

    /** What polling throws: it is polled again. */
    @Override
    public void handleOtherException(
            Exception thrown, Consumer<?, ?> of, MessageListenerContainer container, boolean batch) {
        log.warn("Commands cannot be read: {}", thrown.toString());
    }

    @Override
    public void onPartitionsRevokedBeforeCommit(Consumer<?, ?> of, Collection<TopicPartition> partitions) {
        behind.removeAll(partitions);
    }

    private static TopicPartition partitionOf(ConsumerRecord<byte[], byte[]> command) {
        return new TopicPartition(command.topic(), command.partition());
    }
}
