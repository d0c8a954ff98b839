package org.muster.messaging.commands;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.muster.messaging.CommandHandler;
import org.muster.messaging.commands.CommandLoopState.Phase;
import org.muster.messaging.container.MemberContainer;
import org.muster.messaging.topics.LazyAdmin;
import org.muster.messaging.wire.FencingProducers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes commands from a topic, lets a {@link CommandHandler} decide them, and answers each exactly once; on a thread of its own.
 *
 * <p>How: the answers to a batch and the offsets behind it are one Kafka transaction, which Kafka refuses if the group has given
 * the partitions to another member meanwhile. So readers with {@code read_committed} see one answer per command record, also
 * after a crash between decision and answer, provided that the handler is idempotent: then the command is handed over again,
 * has no second effect, and gets the same answer. What is no command is put aside with the reason and blocks nothing.
 */
public final class CommandLoop implements AutoCloseable {

    /** Header of a rejected record: why. */
    public static final String REASON = "muster-rejection-reason";

    /** Header of a rejected record: {@code topic-partition@offset} at which it came. */
    public static final String ORIGIN = "muster-rejection-origin";

    /** Header of a command that lets its sender in. It is a secret, so no rejected record has it. */
    public static final String AUTHORIZATION = "authorization";

    private static final Logger log = LoggerFactory.getLogger(CommandLoop.class);

    private final AtomicReference<CommandLoopState> state =
            new AtomicReference<>(new CommandLoopState(Phase.STOPPED, Instant.now(), Optional.empty()));
    private final LazyAdmin admin;
    private final FencingProducers<byte[]> sends;
    private final CommandListener listener;
    private final MemberContainer container;
    private final Counter results;
    private final Counter rejections;
    private final Counter failures;
    private final Timer batches;
    private final DistributionSummary batchSizes;

    /** @param meters gets {@code muster.commands.*} */
    public CommandLoop(CommandLoopSettings settings, CommandHandler handler, MeterRegistry meters) {
        this(
                settings,
                handler,
                meters,
                config -> new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    CommandLoop(
            CommandLoopSettings settings,
            CommandHandler handler,
            MeterRegistry meters,
            Function<Map<String, Object>, Producer<byte[], byte[]>> producers) {
        Observer observer = new Observer();
        this.admin = new LazyAdmin(settings.kafka().admin());
        this.sends = new FencingProducers<>(
                settings.producerConfig(), settings.transactionalId(), new ByteArraySerializer(), producers);
        this.listener = new CommandListener(settings, handler, sends, admin, observer);
        // Ends the transaction of an earlier process with this member's name, and fences that off, before anything is
        // read.
        this.container = new MemberContainer(
                "commands", settings.commandsTopic(), settings.consumerConfig(), listener, this::first, observer);
        this.results = Counter.builder("muster.commands.answers")
                .description("Commands over Kafka that were decided, or put aside")
                .tag("outcome", "result")
                .register(meters);
        this.rejections = Counter.builder("muster.commands.answers")
                .description("Commands over Kafka that were decided, or put aside")
                .tag("outcome", "rejected")
                .register(meters);
        this.failures = Counter.builder("muster.commands.failures")
                .description("Batches that were undone and taken up again")
                .register(meters);
        this.batches = Timer.builder("muster.commands.batch")
                .description("From reading a batch to its answers")
                .register(meters);
        this.batchSizes = DistributionSummary.builder("muster.commands.batch.size")
                .description("Commands per transaction")
                .register(meters);
        Gauge.builder("muster.commands.lag", container, MemberContainer::unreadRecords)
                .description(
                        "Records in this member's partitions that it has not read, markers of transactions included")
                .register(meters);
        Gauge.builder("muster.commands.running", this, loop -> loop.state().phase() == Phase.RUNNING ? 1 : 0)
                .description("1 while commands over Kafka are taken, 0 while they wait")
                .register(meters);
    }

    private void first() {
        admin.get();
        sends.decide();
    }

    /** Starts taking commands, once. */
    public CommandLoop start() {
        container.start();
        return this;
    }

    /** What it is doing. */
    public CommandLoopState state() {
        return state.get();
    }

    /** Finishes the batch in hand, and leaves its partitions to the other members. */
    @Override
    public void close() {
        container.close();
        sends.destroy();
        admin.close();
        enter(Phase.STOPPED, null);
    }

    private final class Observer implements CommandListener.Observer, MemberContainer.Observer {

        @Override
        public void committed(int resultCount, int rejectedCount, long nanos) {
            results.increment(resultCount);
            rejections.increment(rejectedCount);
            batches.record(nanos, TimeUnit.NANOSECONDS);
            batchSizes.record(resultCount + rejectedCount);
        }

        @Override
        public void undone() {
            failures.increment();
        }

        @Override
        public void looked() {
            Optional<String> problem = listener.problem();
            enter(problem.isPresent() ? Phase.WAITING : Phase.RUNNING, problem.orElse(null));
        }

        @Override
        public void waits(String why) {
            enter(Phase.WAITING, why);
        }

        @Override
        public void ended(String why) {
            log.error("Commands over Kafka are taken no more: {}", why);
            enter(Phase.STOPPED, why);
        }
    }

    private void enter(Phase phase, String problem) {
        state.updateAndGet(now -> new CommandLoopState(
                phase, now.phase() == phase ? now.since() : Instant.now(), Optional.ofNullable(problem)));
    }
}
