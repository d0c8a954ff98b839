package org.muster.commandside.adapter.axon;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.commandhandling.retry.RetryingCommandBus;
import org.axonframework.messaging.core.correlation.CorrelationDataProviderRegistry;
import org.axonframework.messaging.core.correlation.DefaultCorrelationDataProviderRegistry;
import org.axonframework.update.UpdateCheckerConfigurationEnhancer;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.intake.CommandExecutor;
import org.muster.commandside.intake.CommandResult;
import org.muster.commandside.intake.ValidatedCommand;
import org.muster.eventstore.PostgresEventStorageEngine;
import org.muster.eventstore.api.OverloadedException;
import org.muster.eventstore.api.StoreUnavailableException;
import org.muster.eventstore.state.ConflictRetry;

/**
 * Executes commands by Axon's command gateway and records in our event store. A command that was overtaken is retried
 * by {@link ConflictRetry}.
 *
 * <p>No global TransactionManager is registered: it would make every command wait on the caller's thread in every phase.
 * The store's own append is the transaction.
 */
public final class AxonCommandExecutor implements CommandExecutor, AutoCloseable {

    private final CommandLimits limits;
    private final AxonConfiguration axon;
    private final CommandGateway gateway;

    private AxonCommandExecutor(CommandLimits limits, AxonConfiguration axon) {
        this.limits = limits;
        this.axon = axon;
        this.gateway = axon.getComponent(CommandGateway.class);
    }

    /** Starts Axon with one handler per decider. */
    public static AxonCommandExecutor start(
            List<Decider<?>> deciders,
            PostgresEventStorageEngine engine,
            CommandLimits limits,
            Clock clock,
            MeterRegistry meters) {
        ConflictRetry retry = new ConflictRetry(limits.attemptsMax() - 1, meters);
        EventMessageFactory messages = new EventMessageFactory(clock);
        History history = new History(engine.log());
        AxonConfiguration axon = EventSourcingConfigurer.create()
                // It would call home with what it finds on this machine.
                .componentRegistry(registry -> registry.disableEnhancer(UpdateCheckerConfigurationEnhancer.class)
                        // Who caused what is in our own metadata; Axon's correlation would add its own to every event.
                        .registerComponent(
                                CorrelationDataProviderRegistry.class,
                                c -> new DefaultCorrelationDataProviderRegistry())
                        .registerComponent(Repositories.class, c -> new Repositories(c, engine))
                        .registerDecorator(CommandBus.class, 0, (c, name, bus) -> new RetryingCommandBus(bus, retry)))
                .registerEventStorageEngine(c -> engine)
                .registerTagResolver(c -> new EventTags())
                .registerCommandHandlingModule(CommandHandlingModule.named("deciders")
                        .commandHandlers(handlers -> deciders.forEach(decider -> handlers.commandHandler(
                                DecidedCommand.typeOf(DecidedCommand.of(decider))
                                        .qualifiedName(),
                                c -> new DeciderCommandHandler<>(
                                        decider, c.getComponent(Repositories.class), messages, history)))))
                .build();
        axon.start();
        return new AxonCommandExecutor(limits, axon);
    }

    @Override
    public CommandResult execute(ValidatedCommand command, Record payload) {
        try {
            return ((DeciderCommandHandler.Committed) gateway.send(message(command, payload))
                            .getResultMessage()
                            .get(limits.timeout().toNanos(), TimeUnit.NANOSECONDS)
                            .payload())
                    .result();
        } catch (TimeoutException e) {
            return new CommandResult.Unavailable(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new CommandResult.Unavailable(true);
        } catch (ExecutionException e) {
            return failure(e);
        }
    }

    private static CommandMessage message(ValidatedCommand command, Record payload) {
        Map<String, String> metadata = new HashMap<>();
        metadata.put(EventMetadata.COMMAND_ID, command.id().toString());
        metadata.put(EventMetadata.COMMAND_DIGEST, command.digest());
        metadata.put(EventMetadata.ACTOR, command.actor());
        command.traceparent().ifPresent(value -> metadata.put(EventMetadata.TRACEPARENT, value));
        return new GenericCommandMessage(DecidedCommand.typeOf(payload.getClass()), payload, metadata);
    }

    private static CommandResult failure(ExecutionException e) {
        if (find(e, AppendEventsTransactionRejectedException.class) != null) {
            return new CommandResult.Contended();
        }
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

    @Override
    public void close() {
        axon.shutdown();
    }
}
