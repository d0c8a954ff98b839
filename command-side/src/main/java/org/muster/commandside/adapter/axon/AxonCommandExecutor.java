package org.muster.commandside.adapter.axon;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.core.correlation.CorrelationDataProviderRegistry;
import org.axonframework.messaging.core.correlation.DefaultCorrelationDataProviderRegistry;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.update.UpdateCheckerConfigurationEnhancer;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.intake.CommandExecutor;
import org.muster.commandside.intake.CommandResult;
import org.muster.commandside.intake.EventReference;
import org.muster.commandside.intake.ValidatedCommand;
import org.muster.eventstore.PostgresEventStorageEngine;
import org.muster.eventstore.api.Appended;
import org.muster.eventstore.api.OverloadedException;
import org.muster.eventstore.api.StoreUnavailableException;

/**
 * Decides on Axon's command bus and records in our event store.
 *
 * <p>No global TransactionManager is registered: it would make every command wait on the caller's thread in every phase.
 * The store's own append is the transaction.
 */
public final class AxonCommandExecutor implements CommandExecutor, AutoCloseable {

    /** Upper bound of the pause before a contended command is decided again. */
    private static final long PAUSE_MILLIS_MAX = 32;

    private final History history;
    private final CommandLimits limits;
    private final AxonConfiguration axon;
    private final CommandBus bus;
    private final MeterRegistry meters;

    private AxonCommandExecutor(History history, CommandLimits limits, AxonConfiguration axon, MeterRegistry meters) {
        this.history = history;
        this.limits = limits;
        this.axon = axon;
        this.bus = axon.getComponent(CommandBus.class);
        this.meters = meters;
    }

    /** Starts Axon with one handler per decider. */
    public static AxonCommandExecutor start(
            List<Decider<?>> deciders,
            PostgresEventStorageEngine engine,
            CommandLimits limits,
            Clock clock,
            MeterRegistry meters) {
        EventMessageFactory events = new EventMessageFactory(clock);
        AxonConfiguration axon = EventSourcingConfigurer.create()
                // It would call home with what it finds on this machine.
                .componentRegistry(registry -> registry.disableEnhancer(UpdateCheckerConfigurationEnhancer.class)
                        // Who caused what is in our own metadata; Axon's correlation would add its own to every event.
                        .registerComponent(
                                CorrelationDataProviderRegistry.class,
                                c -> new DefaultCorrelationDataProviderRegistry())
                        .registerComponent(Repositories.class, c -> new Repositories(c, engine)))
                .registerEventStorageEngine(c -> engine)
                .registerTagResolver(c -> new EventTags())
                .registerCommandHandlingModule(CommandHandlingModule.named("deciders")
                        .commandHandlers(handlers -> deciders.forEach(decider -> handlers.commandHandler(
                                DeciderCommandHandler.typeOf(DecidedCommand.of(decider))
                                        .qualifiedName(),
                                c -> new DeciderCommandHandler<>(
                                        decider, c.getComponent(Repositories.class), events)))))
                .build();
        axon.start();
        return new AxonCommandExecutor(new History(engine.log()), limits, axon, meters);
    }

    @Override
    public CommandResult execute(ValidatedCommand command, Record payload) {
        long deadlineNanos = System.nanoTime() + limits.timeout().toNanos();
        CommandMessage message = message(command, payload);
        for (int attempt = 1; attempt <= limits.attemptsMax(); attempt++) {
            long leftNanos = deadlineNanos - System.nanoTime();
            if (leftNanos <= 0) {
                return new CommandResult.Contended();
            }
            try {
                CommandResultMessage result = bus.dispatch(message, null).get(leftNanos, TimeUnit.NANOSECONDS);
                return result(command, (Verdict) result.payload());
            } catch (TimeoutException e) {
                return new CommandResult.Unavailable(true);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new CommandResult.Unavailable(true);
            } catch (ExecutionException e) {
                if (find(e, AppendEventsTransactionRejectedException.class) == null) {
                    return failure(e);
                }
                countConflict(command);
                pause(attempt);
            }
        }
        return new CommandResult.Contended();
    }

    private void countConflict(ValidatedCommand command) {
        Counter.builder("muster.commands.conflicts")
                .description("Decisions that were overtaken and taken again")
                .tag("command", command.name())
                .register(meters)
                .increment();
    }

    private static CommandMessage message(ValidatedCommand command, Record payload) {
        Map<String, String> metadata = new HashMap<>();
        metadata.put(EventMetadata.COMMAND_ID, command.id().toString());
        metadata.put(EventMetadata.COMMAND_DIGEST, command.digest());
        metadata.put(EventMetadata.ACTOR, command.actor());
        command.traceparent().ifPresent(value -> metadata.put(EventMetadata.TRACEPARENT, value));
        return new GenericCommandMessage(DeciderCommandHandler.typeOf(payload.getClass()), payload, metadata);
    }

    private CommandResult result(ValidatedCommand command, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Recorded recorded -> new CommandResult.Accepted(events(recorded), recorded.warnings(), false);
            case Verdict.Refused refused ->
                new CommandResult.Refused(
                        refused.decision().code(), refused.decision().details());
            case Verdict.IdReused reused -> new CommandResult.IdReused();
            case Verdict.Repeated repeated -> {
                History.RecordedCommand first = history.command(command.id(), command.actor());
                yield new CommandResult.Accepted(first.events(), first.warnings(), true);
            }
        };
    }

    /** An append's events stand one after the other. */
    private static List<EventReference> events(Verdict.Recorded recorded) {
        Appended place = recorded.place()
                .appended()
                .orElseThrow(() -> new IllegalStateException("the context committed without saying where"));
        List<EventReference> events = new ArrayList<>(recorded.events().size());
        long position = place.firstPosition();
        for (EventMessage message : recorded.events()) {
            events.add(new EventReference(
                    UUID.fromString(message.identifier()),
                    History.wireName(message.type().name(), message.type().version()),
                    position++));
        }
        return events;
    }

    private static CommandResult failure(ExecutionException e) {
        if (find(e, OverloadedException.class) != null) {
            return new CommandResult.Overloaded();
        }
        StoreUnavailableException unavailable = find(e, StoreUnavailableException.class);
        if (unavailable != null) {
            return new CommandResult.Unavailable(unavailable.outcomeUnknown());
        }
        throw new IllegalStateException("a command failed", e.getCause());
    }

    private static <T extends Throwable> T find(Throwable thrown, Class<T> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    /** Random, so that those who met once do not meet again at once. */
    private static void pause(int attempt) {
        long maxMillis = Math.min(PAUSE_MILLIS_MAX, 1L << Math.min(attempt, 10));
        LockSupport.parkNanos(ThreadLocalRandom.current()
                .nextLong(Duration.ofMillis(maxMillis).toNanos()));
    }

    @Override
    public void close() {
        axon.shutdown();
    }
}
