package org.muster.commandside.adapter.axon;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.common.configuration.Configuration;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.commandhandling.retry.RetryingCommandBus;
import org.axonframework.messaging.core.Message;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.correlation.CorrelationDataProviderRegistry;
import org.axonframework.messaging.core.correlation.DefaultCorrelationDataProviderRegistry;
import org.axonframework.messaging.core.retry.RetryScheduler;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.update.UpdateCheckerConfigurationEnhancer;
import org.muster.commandside.adapter.axon.event.DecidedCommand;
import org.muster.commandside.adapter.axon.event.EventMessageFactory;
import org.muster.commandside.adapter.axon.event.EventMetadata;
import org.muster.commandside.adapter.axon.event.EventTags;
import org.muster.commandside.adapter.axon.history.History;
import org.muster.commandside.adapter.axon.state.Repositories;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.intake.CommandExecutor;
import org.muster.commandside.intake.CommandResult;
import org.muster.commandside.intake.DryRunExecutor;
import org.muster.commandside.intake.RefusalSink;
import org.muster.commandside.intake.ValidatedCommand;
import org.muster.events.DomainEvent;
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
    private final History history;

    private AxonCommandExecutor(CommandLimits limits, AxonConfiguration axon, History history) {
        this.limits = limits;
        this.axon = axon;
        this.history = history;
        this.gateway = axon.getComponent(CommandGateway.class);
    }

    /**
     * Starts Axon with one handler per decider, and one for groups of commands.
     *
     * @param refusals is told of every command that a rule refuses
     */
    public static AxonCommandExecutor start(
            List<Decider<?>> deciders,
            PostgresEventStorageEngine engine,
            CommandLimits limits,
            Clock clock,
            RefusalSink refusals,
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
                        .registerDecorator(
                                CommandBus.class,
                                0,
                                (c, name, bus) -> new RetryingCommandBus(bus, new RetryUnlessGroup(retry))))
                .registerEventStorageEngine(c -> engine)
                .registerTagResolver(c -> new EventTags())
                .registerCommandHandlingModule(CommandHandlingModule.named("deciders")
                        .commandHandlers(handlers -> {
                            deciders.forEach(decider -> handlers.commandHandler(
                                    DecidedCommand.typeOf(DecidedCommand.of(decider))
                                            .qualifiedName(),
                                    c -> handler(decider, c, messages, history, refusals)));
                            handlers.commandHandler(
                                    GroupCommandHandler.TYPE.qualifiedName(),
                                    c -> new GroupCommandHandler(
                                            deciders.stream()
                                                    .collect(Collectors.toMap(
                                                            DecidedCommand::of,
                                                            decider ->
                                                                    handler(decider, c, messages, history, refusals))),
                                            c.getComponent(Repositories.class)));
                            handlers.commandHandler(
                                    DryRunCommandHandler.TYPE.qualifiedName(),
                                    c -> new DryRunCommandHandler(
                                            deciders.stream()
                                                    .collect(Collectors.toMap(DecidedCommand::of, Function.identity())),
                                            c.getComponent(Repositories.class),
                                            history));
                        }))
                .build();
        axon.start();
        return new AxonCommandExecutor(limits, axon, history);
    }

    private static DeciderCommandHandler<?> handler(
            Decider<?> decider,
            Configuration configuration,
            EventMessageFactory messages,
            History history,
            RefusalSink refusals) {
        return new DeciderCommandHandler<>(
                decider, configuration.getComponent(Repositories.class), messages, history, refusals);
    }

    /** A group that was overtaken is not retried as it is: in halves, less of it can be overtaken. */
    private record RetryUnlessGroup(RetryScheduler retry) implements RetryScheduler {

        @Override
        public <M extends Message, R extends Message> MessageStream<R> scheduleRetry(
                M message, ProcessingContext context, Throwable cause, Dispatcher<M, R> dispatcher) {
            return message.type().equals(GroupCommandHandler.TYPE)
                    ? MessageStream.failed(cause).cast()
                    : retry.scheduleRetry(message, context, cause, dispatcher);
        }
    }

    @Override
    public CommandResult execute(Ready command) {
        Record payload = command.payload();
        CommandMessage message = new GenericCommandMessage(
                DecidedCommand.typeOf(payload.getClass()), payload, metadata(command.command()));
        return send(message, Decided.class, decided -> decided.committed().get(), failed -> failed);
    }

    @Override
    public List<CommandResult> executeInOrder(List<Ready> commands) {
        if (commands.size() == 1) {
            return List.of(execute(commands.getFirst()));
        }
        List<CommandResult> results = send(
                new GenericCommandMessage(GroupCommandHandler.TYPE, new GroupCommandHandler.Group(members(commands))),
                GroupCommandHandler.Decisions.class,
                GroupCommandHandler.Decisions::results,
                failed -> Collections.nCopies(commands.size(), failed));
        return results.getFirst() instanceof CommandResult.Contended ? executeInHalves(commands) : results;
    }

    static List<GroupCommandHandler.Member> members(List<Ready> commands) {
        return commands.stream()
                .map(command -> new GroupCommandHandler.Member(command.payload(), metadata(command.command())))
                .toList();
    }

    @Override
    public Optional<DomainEvent> recorded(String event, long position) {
        return history.event(event, position);
    }

    @Override
    public DryRunExecutor dryRun() {
        return new AxonDryRun(this);
    }

    private List<CommandResult> executeInHalves(List<Ready> commands) {
        int half = commands.size() / 2;
        List<CommandResult> results = executeInOrder(commands.subList(0, half));
        if (results.getLast() instanceof CommandResult.Temporary) {
            return results;
        }
        return Stream.concat(results.stream(), executeInOrder(commands.subList(half, commands.size())).stream())
                .toList();
    }

    /** @param failed what the result is instead, when the commands were not decided or nobody can say */
    <D, R> R send(
            CommandMessage message,
            Class<D> decision,
            Function<D, R> result,
            Function<CommandResult.Temporary, R> failed) {
        try {
            return result.apply(decision.cast(gateway.send(message)
                    .getResultMessage()
                    .get(limits.timeout().toNanos(), TimeUnit.NANOSECONDS)
                    .payload()));
        } catch (TimeoutException e) {
            return failed.apply(new CommandResult.Unavailable(true));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed.apply(new CommandResult.Unavailable(true));
        } catch (ExecutionException e) {
            return failed.apply(failure(e));
        }
    }

    private static Map<String, String> metadata(ValidatedCommand command) {
        Map<String, String> metadata = new HashMap<>();
        metadata.put(EventMetadata.COMMAND_ID, command.id().toString());
        metadata.put(EventMetadata.COMMAND_DIGEST, command.digest());
        metadata.put(EventMetadata.ACTOR, command.actor());
        metadata.put(EventMetadata.CHANNEL, command.origin().channel().name());
        command.origin().client().ifPresent(value -> metadata.put(EventMetadata.CLIENT, value));
        command.origin().cause().ifPresent(value -> metadata.put(EventMetadata.CAUSE, value));
        command.traceparent().ifPresent(value -> metadata.put(EventMetadata.TRACEPARENT, value));
        return metadata;
    }

    private static CommandResult.Temporary failure(ExecutionException e) {
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
