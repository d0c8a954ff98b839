package org.muster.benchmark.ours;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
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
import org.axonframework.update.UpdateCheckerConfigurationEnhancer;
import org.muster.benchmark.kit.Deployment;
import org.muster.benchmark.kit.Outcome;
import org.muster.eventstore.PostgresEventStorageEngine;
import org.muster.eventstore.state.ConflictRetry;
import org.muster.eventstore.state.StateRepository;

/** The Axon 5 application: four decision models, one command handler, conflicts retried. */
final class Application implements AutoCloseable {

    private static final int ATTEMPTS_MAX = 200;

    private final AxonConfiguration axon;
    private final CommandGateway commands;

    /** @param decisions counts how often the command was tried */
    private record DeployVolunteer(Deployment deployment, AtomicInteger decisions) {}

    Application(PostgresEventStorageEngine engine) {
        axon = EventSourcingConfigurer.create()
                .componentRegistry(c -> c.disableEnhancer(UpdateCheckerConfigurationEnhancer.class)
                        .registerDecorator(
                                CommandBus.class,
                                0,
                                (x, n, bus) -> new RetryingCommandBus(
                                        bus, new ConflictRetry(ATTEMPTS_MAX, new SimpleMeterRegistry()))))
                .registerEventStorageEngine(c -> engine)
                .registerTagResolver(c -> event -> DeploymentEvents.tags(event.payload()))
                .registerEntity(entity(DecisionModel.PHASE, engine))
                .registerEntity(entity(DecisionModel.STRENGTH, engine))
                .registerEntity(entity(DecisionModel.ASSIGNMENT, engine))
                .registerEntity(entity(DecisionModel.SEEN, engine))
                .registerCommandHandlingModule(CommandHandlingModule.named("deployments")
                        .commandHandlers(c -> c.commandHandler(
                                new QualifiedName(DeployVolunteer.class), Application::deployVolunteer)))
                .start();
        commands = axon.getComponent(CommandGateway.class);
    }

    private static <S> StateBasedEntityModule<String, S> entity(
            DecisionModel<S> model, PostgresEventStorageEngine engine) {
        return StateBasedEntityModule.declarative(String.class, model.stateType())
                .repository(configuration -> StateRepository.of(configuration, model, engine))
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
                        DecisionModel.Seen.class, deployment.commandId().toString(), context)
                .thenCompose(seen -> seen.before()
                        ? CompletableFuture.completedFuture(true)
                        : states.loadEntity(DecisionModel.Phase.class, deployment.missionId(), context)
                                .thenCompose(phase -> states.loadEntity(
                                                DecisionModel.Strength.class, deployment.missionId(), context)
                                        .thenCompose(strength -> states.loadEntity(
                                                        DecisionModel.Assignment.class,
                                                        deployment.volunteerId(),
                                                        context)
                                                .thenApply(assignment ->
                                                        decide(deployment, phase, strength, assignment, context)))))
                .thenApply(accepted -> new GenericCommandResultMessage(new MessageType("outcome"), accepted));
        return MessageStream.fromFuture(result);
    }

    private static boolean decide(
            Deployment deployment,
            DecisionModel.Phase phase,
            DecisionModel.Strength strength,
            DecisionModel.Assignment assignment,
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
