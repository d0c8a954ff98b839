package org.muster.commandside.adapter.axon;

import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.common.configuration.Configuration;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.modelling.repository.ManagedEntity;
import org.axonframework.modelling.repository.Repository;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.eventstore.PostgresEventStorageEngine;
import org.muster.eventstore.api.StateDefinition;
import org.muster.eventstore.state.StateRepository;

/**
 * One Axon repository per decision model. They are found by the model and not, as Axon's StateManager does, by the type
 * of the state: two models may well fold into the same type.
 */
final class Repositories {

    private final Configuration configuration;
    private final PostgresEventStorageEngine engine;
    private final Repository<String, PastCommand> pastCommands;
    private final Map<DecisionModel<?>, Repository<String, ?>> models = new ConcurrentHashMap<>();

    Repositories(Configuration configuration, PostgresEventStorageEngine engine) {
        this.configuration = configuration;
        this.engine = engine;
        this.pastCommands = of(PastCommand.DEFINITION);
    }

    PastCommand pastCommand(String commandId, ProcessingContext context) {
        return load(pastCommands, commandId, context);
    }

    /** What a decider reads through, within one command; whatever it reads, the append depends on. */
    Boundary boundary(ProcessingContext context) {
        return new Boundary() {
            @Override
            public <S> S read(DecisionModel<S> model, String id) {
                return load(of(model), id, context);
            }
        };
    }

    /** Only this method fills the map, and with the repository of that very model. */
    @SuppressWarnings("unchecked")
    private <S> Repository<String, S> of(DecisionModel<S> model) {
        return (Repository<String, S>) models.computeIfAbsent(model, m -> of(new DecisionModelState<>(m)));
    }

    private <S> Repository<String, S> of(StateDefinition<String, S> definition) {
        return StateRepository.of(configuration, definition, engine);
    }

    /** Blocks the command's own virtual thread while history is read; at once if memory has the state. */
    private static <S> S load(Repository<String, S> repository, String id, ProcessingContext context) {
        try {
            ManagedEntity<String, S> state = repository.load(id, context).join();
            return state.entity();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
