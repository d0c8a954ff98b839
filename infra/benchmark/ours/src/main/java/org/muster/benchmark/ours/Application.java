package org.muster.benchmark.ours;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.common.configuration.Configuration;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.commandhandling.retry.RetryingCommandBus;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.StateManager;
import org.axonframework.modelling.configuration.StateBasedEntityModule;
import org.axonframework.modelling.repository.Repository;
import org.axonframework.update.UpdateCheckerConfigurationEnhancer;
import org.muster.benchmark.kit.Deployment;
import org.muster.benchmark.kit.Outcome;
import org.muster.eventstore.state.ConflictRetry;

/** The Axon 5 application: four views, one command handler, conflicts dispatched again. */
final class Application implements AutoCloseable {

    private static final int ATTEMPTS_MAX = 200;

    private final AxonConfiguration axon;
    private final CommandGateway commands;

    /** How views are loaded, which is what the engines differ in. */
    @FunctionalInterface
    interface Repositories {
        <S> Repository<String, S> of(Configuration configuration, View<S> view);
    }

    /** @param decisions counts how often the command was decided */
    private record DeployVolunteer(Deployment deployment, AtomicInteger decisions) {}

    Application(EventStorageEngine engine, Repositories repositories) {
        axon = EventSourcingConfigurer.create()
                .componentRegistry(c -> c.disableEnhancer(UpdateCheckerConfigurationEnhancer.class)
                        .registerDecorator(
                                CommandBus.class,
                                0,
                                (x, n, bus) -> new RetryingCommandBus(
                                        bus, new ConflictRetry(ATTEMPTS_MAX, new SimpleMeterRegistry()))))
                .registerEventStorageEngine(c -> engine)
                .registerTagResolver(c -> event -> Facts.tags(event.payload()))
                .registerEntity(entity(View.PHASE, repositories))
                .registerEntity(entity(View.STRENGTH, repositories))
                .registerEntity(entity(View.ASSIGNMENT, repositories))
                .registerEntity(entity(View.SEEN, repositories))
                .registerCommandHandlingModule(CommandHandlingModule.named("deployments")
                        .commandHandlers(c -> c.commandHandler(
                                new QualifiedName(DeployVolunteer.class), Application::deployVolunteer)))
                .start();
        commands = axon.getComponent(CommandGateway.class);
    }

    private static <S> StateBasedEntityModule<String, S> entity(View<S> view, Repositories repositories) {
        return StateBasedEntityModule.declarative(String.class, view.stateType())
                .repository(configuration -> repositories.of(configuration, view))
                .build();
    }

    CompletableFuture<Outcome> deploy(Deployment deployment) {
        AtomicInteger decisions = new AtomicInteger();
        return commands.send(new DeployVolunteer(deployment, decisions), Boolean.class)
                .thenApply(accepted -> new Outcome(accepted, decisions.get() - 1));
    }

    private static MessageStream.Single<CommandResultMessage> deployVolunteer(
            CommandMessage message, ProcessingContext context) {
        DeployVolunteer command = (DeployVolunteer) message.payload();
        command.decisions().incrementAndGet();
        Deployment deployment = command.deployment();
        StateManager states = context.component(StateManager.class);
        CompletableFuture<CommandResultMessage> result = states.loadEntity(
                        View.Seen.class, deployment.commandId().toString(), context)
                .thenCompose(seen -> seen.before()
                        ? CompletableFuture.completedFuture(true)
                        : states.loadEntity(View.Phase.class, deployment.missionId(), context)
                                .thenCompose(phase -> states.loadEntity(
                                                View.Strength.class, deployment.missionId(), context)
                                        .thenCompose(strength -> states.loadEntity(
                                                        View.Assignment.class, deployment.volunteerId(), context)
                                                .thenApply(assignment ->
                                                        decide(deployment, phase, strength, assignment, context)))))
                .thenApply(accepted -> new GenericCommandResultMessage(new MessageType("outcome"), accepted));
        return MessageStream.fromFuture(result);
    }

    private static boolean decide(
            Deployment deployment,
            View.Phase phase,
            View.Strength strength,
            View.Assignment assignment,
            ProcessingContext context) {
        if (!phase.active() || !strength.hasPost() || assignment.open()) {
            return false;
        }
        EventAppender.forContext(context).append(deployment.accepted());
        return true;
    }

    @Override
    public void close() {
        axon.shutdown();
    }
}
